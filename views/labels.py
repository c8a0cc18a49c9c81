"""What the values and the columns of the table are called, in Chinese and in English."""

from extract.tables import read_table

_TOPICS = {row.topic: (row.zh, row.en) for row in read_table("topics")}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# column: value: (zh, en)
LABELS = {
    "topic": _TOPICS,
    "kind": {
        "count": ("数量", "Count"),
        "money": ("金额", "Money"),
        "share": ("占比", "Share"),
        "point": ("百分点", "Percentage points"),
        "multiple": ("倍数", "Multiple"),
        "area": ("面积", "Area"),
        "length": ("长度", "Length"),
        "mass": ("重量", "Mass"),
        "volume": ("体积", "Volume"),
        "energy": ("能量", "Energy"),
        "power": ("功率", "Power"),
        "speed": ("速度", "Speed"),
        "temperature": ("温度", "Temperature"),
        "duration": ("时长", "Duration"),
        "rank": ("名次", "Rank"),
        "other": ("其他", "Other"),
    },
    "bound": {
        "exact": ("正好", "Exact"),
        "about": ("约", "About"),
        "over": ("超过", "Over"),
        "under": ("不到", "Under"),
        "range": ("区间", "Range"),
    },
    "measure": {"level": ("水平", "Level"), "change": ("变化量", "Change"), "gap": ("差距", "Gap")},
    "direction": {"rise": ("升", "Rise"), "fall": ("降", "Fall")},
    "status": {"actual": ("实际", "Actual"), "planned": ("计划", "Planned")},
    "review": {
        "accepted": ("已认可", "Accepted"),
        "corrected": ("已更正", "Corrected"),
        "rejected": ("已否决", "Rejected"),
        "undone": ("已撤销", "Undone"),
        "unreviewed": ("未复核", "Not checked"),
    },
    "place_basis": {
        "sentence": ("本句", "this sentence"),
        "paragraph": ("本段", "this paragraph"),
        "section": ("文章标题与电头", "heading and dateline"),
        "document": ("整篇文章", "the whole document"),
        "published": ("发布者", "the publisher"),
    },
    "doubt": {
        "finding": ("与别的数字矛盾", "At odds with other figures"),
        "no_indicator": ("没有指标", "No indicator"),
        "too_large": ("数值大得出奇", "Very large value"),
        "no_place": ("地点不明或有几处同名", "Place unknown, or several of that name"),
        "far_place": ("地点由全文或发布者推定", "Place inferred from the document or its publisher"),
        "carried_indicator": ("指标承前文", "Indicator carried over from before"),
        "long_indicator": ("指标很长", "Long indicator"),
        "inferred_period": ("时间由发布日期推定", "Period inferred from the date of publication"),
        "bound": ("有“约、超、不到”等字眼", "Bound words: about, over, under"),
        "other_kind": ("类别不明", "Kind unknown"),
        "rare_rule": ("少用的规则", "Read by a rare rule"),
    },
    "finding": {
        "change_differs": ("前后值与写明的变化量不符", "The stated change is not the one from before to after"),
        "direction_contradicts": ("前后值与升降方向相反", "The values move against the stated direction"),
        "part_exceeds_whole": ("部分大于整体", "A part is larger than its whole"),
        "parts_differ_from_whole": ("各部分之和不等于总数", "The parts do not add up to their total"),
        "parts_exceed_whole": ("各部分之和大于总数", "The parts add up to more than their total"),
        "share_over_whole": ("占比超过百分之百", "A share of more than the whole"),
        "values_differ": ("同一指标、地点和时间有不同的数", "One indicator, place and period has two values"),
        "yearly_change_differs": (
            "前后值与写明的年均变化不符",
            "The yearly change is not the one from before to after",
        ),
    },
    "amounts": {
        "change_differs": ("应为 {expected}，写的是 {found}", "Should be {expected}; the text says {found}"),
        "direction_contradicts": ("从 {expected} 到 {found}", "From {expected} to {found}"),
        "part_exceeds_whole": ("整体 {expected}，部分 {found}", "The whole is {expected}, the part {found}"),
        "parts_differ_from_whole": ("总数 {expected}，合计 {found}", "The total is {expected}, the sum {found}"),
        "parts_exceed_whole": ("总数 {expected}，合计 {found}", "The total is {expected}, the sum {found}"),
        "share_over_whole": ("整体 {expected}，占比 {found}", "The whole is {expected}, the share {found}"),
        "values_differ": ("一处 {expected}，一处 {found}", "{expected} in one place, {found} in another"),
        "yearly_change_differs": (
            "按首尾两年应为年均 {expected}，写的是 {found}",
            "From the first to the last year {expected} a year; the text says {found}",
        ),
    },
    "reason": {
        "age": ("年龄", "age of a person"),
        "article": ("“一”只表示“某一个”", "一 that only means 'a'"),
        "clock": ("钟点", "clock time"),
        "code": ("代码或编号", "code or identifier"),
        "congress": ("届次与会次", "number of a congress or session"),
        "date": ("日期", "date"),
        "document_number": ("文号", "number of a document"),
        "event": ("以日期命名的事件", "event named by its date"),
        "idiom": ("成语或固定说法", "idiom or fixed expression"),
        "label": ("名称里的数字", "part of a name or label"),
        "level": ("等级", "grade or level"),
        "no_unit": ("没有单位", "no unit"),
        "ordinal": ("序号", "ordinal"),
        "period": ("只说明时间", "only says when"),
        "phone": ("电话号码", "phone number"),
        "rate": ("“每”的另一种说法，见同句的数字", "per unit of time, told with its figure"),
        "ratio": ("比分或比例尺", "score or scale"),
        "road": ("道路编号", "number of a road"),
        "round": ("只形容数目大", "only says that there are many"),
        "slogan": ("口号或提法", "slogan"),
        "url": ("网址", "web address"),
        "vague": ("没有具体数字", "vague, no figure"),
        "value_before": ("之前的值，已记在变化那一行", "value before, kept in the row of the change"),
        "word": ("词语的一部分", "part of a word"),
    },
}
LABELS["period_basis"] = LABELS["place_basis"] | {
    "published": ("发布日期", "date of publication"),
    "inferred": ("推断的发布日期", "inferred date of publication"),
}
LABELS["month"] = {f"{number:02}": (f"{number}月", name) for number, name in enumerate(MONTHS, 1)}

# column: ((zh name, zh meaning), (en name, en meaning))
MEANINGS = {
    "figure_id": (
        ("编号", "由全文和数字位置算出的固定编号，永不重用。"),
        ("Figure id", "Stable: made from the document's text and the span; never used again."),
    ),
    "doc_id": (("文章编号", "所在文章的编号或路径。"), ("Document id", "The id or the path of the document.")),
    "title": (("标题", "文章标题。"), ("Title", "The document's title.")),
    "section": (("篇目", "同一版面里该篇的小标题。"), ("Section", "The article's heading within the document.")),
    "publisher": (("发布者", "刊登或发布的机构。"), ("Publisher", "Who published it.")),
    "published": (
        ("发布日期", "发布的日期；哪里都没有写明时留空，时间依据则为“推断的发布日期”。"),
        (
            "Published",
            "When it was published; empty where no source states the day, and `period_basis` then says inferred.",
        ),
    ),
    "quantity": (
        ("原文写法", "从“近”“约”到单位的原字，如 480余亩。"),
        ("As written", "The words, from the approximator to the unit: 480余亩."),
    ),
    "value": (
        ("数值", "以“单位”计，万、亿已换算；区间没有单一数值。"),
        ("Value", "In the unit, with 万 and 亿 applied; empty for a range."),
    ),
    "low": (
        ("下限", "原文写明的下限：区间的起点，或“超过”的界。"),
        ("Low end", "The lower end that the text states: of a range, or of 'over'."),
    ),
    "high": (
        ("上限", "原文写明的上限：区间的终点，或“不到”的界。"),
        ("High end", "The upper end that the text states: of a range, or of 'under'."),
    ),
    "bound": (
        ("精确程度", "正好、约、超过、不到或区间；480余亩不是480亩。"),
        ("Exactness", "Exact, about, over, under or a range: 480余亩 is not 480亩."),
    ),
    "unit": (("单位", "原文的单位，去掉万、亿。"), ("Unit", "As written, without 万 and 亿.")),
    "unit_code": (
        ("单位代码", "UCUM 代码；货币用 ISO 4217。"),
        ("Unit code", "In UCUM, or in ISO 4217 for money."),
    ),
    "base_value": (
        ("可比数值", "换算成可比单位后的数值。"),
        ("Comparable value", "The value in a unit that compares."),
    ),
    "base_unit": (
        ("可比单位", "m2、kg、m、CNY 等；没有则为空。"),
        ("Comparable unit", "m2, kg, m, CNY and the like; empty where there is none."),
    ),
    "kind": (("类别", "数量、金额、占比、面积等。"), ("Kind", "Count, money, share, area and so on.")),
    "measure": (
        ("水平或变化", "水平、变化量，或与别处的差距。"),
        ("Level or change", "A level, the amount of a change, or a difference from something else."),
    ),
    "direction": (("升降", "变化、差距或前后值的方向。"), ("Direction", "Rise or fall.")),
    "from_value": (("之前的值", "“从20%提升到90%”里的20。"), ("Value before", "The 20 of 从20%提升到90%.")),
    "basis": (("比较基准", "同比、环比、较去年等。"), ("Compared with", "同比, 环比, 较去年 and so on.")),
    "per": (("每", "每一个什么：8万元/名里的“名”。"), ("Per", "What one of it is: 名 in 8万元/名.")),
    "indicator": (
        ("指标", "数的是什么、量的是什么，用原文的词。"),
        ("Indicator", "What is counted or measured, in the article's words."),
    ),
    "topic": (("主题", "十四个主题之一。"), ("Topic", "One of fourteen.")),
    "place": (
        ("地点", "数字所指的地方，县级及以上的正式名称。"),
        ("Place", "Official name of the place the figure is about, county level or above."),
    ),
    "adcode": (("区划代码", "GB/T 2260 代码。"), ("Division code", "The code of GB/T 2260, as text.")),
    "province": (("省", "所属省级政区。"), ("Province", "The division of province level.")),
    "city": (("市", "所属地级政区。"), ("City", "The division of prefecture level.")),
    "district": (("区县", "所属县级政区。"), ("District", "The division of county level.")),
    "place_basis": (("地点依据", "地点从哪里得知。"), ("Place rests on", "What the place was inferred from.")),
    "period": (("时间", "数字所指的时间，ISO 8601。"), ("Period", "The time that the figure is about, in ISO 8601.")),
    "period_start": (("起", "所指时间的第一天。"), ("Period start", "The first day of the period.")),
    "period_end": (("止", "所指时间的最后一天。"), ("Period end", "The last day of the period.")),
    "period_basis": (("时间依据", "时间从哪里得知。"), ("Period rests on", "What the period was inferred from.")),
    "status": (
        ("实际或计划", "已成事实，还是计划、预计。"),
        ("Actual or planned", "A fact, or a plan, forecast or target."),
    ),
    "speaker": (
        ("说话人", "这个数字是谁说的：引用原话，或转述（据某某介绍）。"),
        ("Speaker", "Who says it, quoted or reported."),
    ),
    "sentence": (("原句", "数字所在的句子。"), ("Sentence", "The sentence it stands in.")),
    "start": (("起始位置", "在全文中的起始字位。"), ("Start", "Where its words start in the text, in characters.")),
    "end": (("结束位置", "在全文中的结束字位，不含该字。"), ("End", "Where its words end in the text, exclusive.")),
    "rule": (("规则", "读出它的规则。"), ("Rule", "The rule that read it.")),
    "review": (("复核", "人的判断。"), ("Review", "What a person decided.")),
}
