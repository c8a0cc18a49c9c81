"""What the pages of analysis say: overview, changes, indicators, comparison, about. Part of ``words.PHRASES``."""

# key: (zh, en). A name in braces is filled in where the words are said.
ANALYSIS = {
    # Overview
    "overview.figures": ("数字", "Figures"),
    "overview.documents": ("文章", "Documents"),
    "overview.places": ("地方", "Places"),
    "overview.checked": ("已复核", "Checked by a person"),
    "overview.findings": ("需要看一看", "Need a look"),
    "overview.figures.note": ("每个都有原文可核对", "each with its sentence"),
    "overview.documents.note": ("{first} 至 {last}", "{first} to {last}"),
    "overview.places.note": ("{districts} 个区县", "{districts} districts and counties"),
    "overview.checked.note": ("占全部的 {share}", "{share} of all"),
    "overview.findings.note": ("处互相矛盾的数字", "contradictions among figures"),
    "overview.topics": ("各主题的数字", "Figures by topic"),
    "overview.districts": ("各地的数字", "Figures by place"),
    "overview.level": ("哪些地方", "Which places"),
    "overview.level.chongqing": ("重庆区县", "Chongqing"),
    "overview.level.china": ("各省", "Provinces"),
    "overview.level.districts": ("全国区县", "All districts"),
    "overview.rest": ("另有 {count} 个区县，可在“数字”页筛选。", "{count} more can be chosen on the page 'Figures'."),
    "overview.cells": ("主题 × 区县", "Topic × district"),
    "overview.changes": ("幅度最大的升降", "Largest rises and falls"),
    "overview.changes.none": ("库里还没有写明升降幅度的数字。", "No figure states a rise or a fall in per cent yet."),
    "overview.newest": ("最新文章", "Newest documents"),
    "overview.needs": ("需要看一看", "What needs a look"),
    "overview.unchecked": ("{count} 个数字还没有人复核", "{count} figure|figures that nobody has checked"),
    "overview.gaps": (
        "其中无指标 {unnamed} 个，无地点 {placeless} 个，无时间 {undated} 个：原文没有写明的，这里留空。",
        "Of these {unnamed} have no indicator, {placeless} no place, {undated} no period: what the text leaves open "
        "stays empty.",
    ),
    "overview.topics.alt": (
        "条形图：各主题的数字个数。最多的是{top}，{count} 个。",
        "Bar chart of figures by topic. The most, {count}, are about {top}.",
    ),
    "overview.districts.alt": (
        "条形图：各地的数字个数。最多的是{top}，{count} 个。",
        "Bar chart of figures by place. The most, {count}, are about {top}.",
    ),
    "overview.map.chongqing.alt": (
        "方格图：重庆 {all} 个区县和功能区各一格，按大致方位排列；{known} 个有数字，最多的是{top}，{count} 个。"
        "各格的数目与旁边的条形图相同。",
        "Tile map of Chongqing, one square for each of its {all} districts, counties and zones, about where they lie; "
        "{known} have figures, the most {top} with {count}. The bars beside it hold the same numbers.",
    ),
    "overview.map.china.alt": (
        "方格图：{all} 个省级政区各一格，按大致方位排列；{known} 个有数字，最多的是{top}，{count} 个。",
        "Tile map of the {all} divisions of province level, one square each, about where they lie; {known} have "
        "figures, the most {top} with {count}.",
    ),
    "overview.cells.alt": (
        "热力图：各主题在各区县的数字个数。最多的一格：{top}。",
        "Heat map of figures by topic and district. The largest cell: {top}.",
    ),
    "changes.ranked.alt": (
        "条形图：以百分比写明的升降，共 {count} 条，幅度最大的是{top}。",
        "Bar chart of {count} stated rises and falls in per cent; the largest is {top}.",
    ),
    # Indicators
    "page.indicators": ("指标", "Indicators"),
    "indicators.lead": (
        "{count} 个指标。说法不同、量的是同一件事的数字归在一起；单位、水平与变化、比较基准不同的从不混。选一行看。",
        "{count} indicator|indicators. Figures that measure the same thing in other words stand together; "
        "other units, levels and changes, other bases of comparison never do. Choose a row.",
    ),
    "indicators.name": ("指标", "Indicator"),
    "indicators.unit": ("单位", "Unit"),
    "indicators.what": ("量的是", "Measures"),
    "indicators.figures": ("数字", "Figures"),
    "indicators.wordings": ("说法", "Wordings"),
    "indicators.years": ("年份", "Years"),
    "indicators.alt": ("指标表：{count} 个指标。", "Table of {count} indicator|indicators."),
    "indicators.more": (
        "这里列出数字最多的 {shown} 个，共 {count} 个；可用左侧筛选缩小范围。",
        "The {shown} with most figures of {count} are listed; the filters narrow them down.",
    ),
    "indicators.cut": (
        "只归并了最常见的 {shown} 种说法；更少见的用左侧筛选后可见。",
        "Only the {shown} commonest wordings are gathered; choose filters to see rarer ones.",
    ),
    "indicators.gone": (
        "当前筛选里没有这个指标，或者它已改了名。",
        "The filters leave no such indicator, or it has another name now.",
    ),
    "indicators.rank": ("画哪一级的地方", "Places of which rank"),
    "indicators.rank.district": ("区县", "Districts"),
    "indicators.rank.city": ("地级市", "Cities"),
    "indicators.rank.province": ("省级", "Provinces"),
    "indicators.rank.country": ("国家", "Countries"),
    "indicators.places": ("各地最新的数", "Latest figure of each place"),
    "indicators.places.none": ("这些数字都没有写明地点。", "None of these figures names a place."),
    "indicators.places.more": (
        "图中是最大的 {shown} 个，共 {count} 个地方。",
        "The {shown} largest of {count} places are drawn.",
    ),
    "indicators.places.alt": (
        "条形图：{name}，{count} 个地方各一条，由大到小。最大的：{top}。",
        "Bar chart of {name} in {count} places, the largest first: {top}.",
    ),
    "indicators.bounds": (
        "“超过”向右渐隐，“不到”向左渐隐，“约”两侧淡色，区间深色为两端之间；渐隐的宽度只是记号，不代表大小。",
        "'Over' fades to the right, 'under' to the left, 'about' is pale on both sides, a range is full between its "
        "ends. How wide it fades is only a sign.",
    ),
    "indicators.time": ("随时间", "Over time"),
    "indicators.time.none": (
        "写明时间的数字不足两个时段，画不成线。",
        "Fewer than two periods are stated: no line can be drawn.",
    ),
    "indicators.time.legend": (
        "实线实心是实际，虚线空心是计划；圆点正好，菱形约，▷ 超过，◁ 不到，竖线区间。"
        "点画在时段的中间，不满一年的累计数不和全年的相连。",
        "Full line and points: actual; dashed and hollow: planned. Circle exact, diamond about, ▷ over, ◁ under, "
        "upright line a range. A point stands in the middle of its period; parts of a year are not joined with "
        "whole years.",
    ),
    "indicators.time.alt": (
        "折线图：{name}随时间，{places} 个地方，{count} 个数字。",
        "Line chart of {name} over time: {count} figure|figures of {places} places.",
    ),
    "indicators.odds": (
        "说法不一（{count} 处）：同一地点和时间，数不能都对",
        "Mentions that disagree ({count}): one place and period, and not both can be right",
    ),
    "indicators.mentions": ("全部 {count} 处", "All {count} mention|mentions"),
    "mention.reading": ("数值", "Value"),
    "mention.place": ("地点", "Place"),
    "mention.period": ("时间", "Period"),
    "mention.wording": ("原文的说法", "In the article's words"),
    "mention.status": ("实际或计划", "Actual or planned"),
    "mention.sentence": ("原句", "Sentence"),
    "mention.source": ("来源", "Source"),
    "naming": ("归并", "Gather"),
    "naming.lead": (
        "这些说法归在一起；箭头是归并的理由。改动记入数字库，可以撤销，原文的说法不变。",
        "These wordings stand together; arrows say why. What you change is kept in the library and can be undone; the "
        "articles' words stay.",
    ),
    "naming.name": ("名称", "Name"),
    "naming.rename": ("改名", "Rename"),
    "naming.merge.with": ("并入另一个指标", "Merge into another indicator"),
    "naming.merge": ("合并", "Merge"),
    "naming.split.which": ("拆出哪些说法", "Wordings to split off"),
    "naming.split": ("拆出", "Split off"),
    "naming.undo": ("撤销最近一次改动（{name}）", "Undo the latest change ({name})"),
    # Compare
    "page.compare": ("比较", "Compare"),
    "compare.lead": (
        "两边都报道了什么：指标相同、单位相同的并排列出。两个数都确切、时间相同、同为实际或同为计划时，才算差多少。",
        "What both report: the same indicator in the same unit, side by side. A difference is given only where both "
        "are exact, about the same time, and both actual or both planned.",
    ),
    "compare.mode": ("比较什么", "What to compare"),
    "compare.mode.places": ("两个地方", "Two places"),
    "compare.mode.years": ("两个年份", "Two years"),
    "compare.places.one": ("地方一", "One place"),
    "compare.places.other": ("地方二", "Other place"),
    "compare.years.one": ("年份一", "One year"),
    "compare.years.other": ("年份二", "Other year"),
    "compare.shared.one": ("{count} 项别处也有", "{count} that others have too"),
    "compare.shared.other": ("{count} 项相同", "{count} in common"),
    "compare.within": ("{place}（{above}）", "{place} ({above})"),
    "compare.count": ("{count} 项两边都有", "{count} reported by both"),
    "compare.difference": ("相差", "Difference"),
    "compare.points": ("{count} 个百分点", "{count} percentage point|points"),
    "compare.alt": (
        "对照表：{one}和{other}都报道的 {count} 项指标。",
        "Table of {count} indicator|indicators that both {one} and {other} report.",
    ),
    "compare.no_difference": (
        "不算相差：有一个数不确切、没有写明时间，或两边的时间、实际与计划不同。",
        "No difference: one of the two is not exact or has no period, or their periods or statuses differ.",
    ),
    "compare.more": ("这里列出 {shown} 处，共 {count} 处。", "{shown} of {count} mentions are shown."),
    "compare.nothing": (
        "这两边没有报道过同一个指标。请换一边；第二栏按相同的项数排列。",
        "These two report nothing in common. Choose another; the second list is ordered by what is shared.",
    ),
    "compare.none.places": ("库里还没有两个写明地点的地方。", "The library has no two places to compare yet."),
    "compare.none.years": ("库里还没有两个写明的年份。", "The library has no two years to compare yet."),
    # About
    "about.unseen": ("没看过的文章上", "On articles that nobody looked at"),
    "about.unseen.lead": (
        "制定规则时没有看过的那三分之一文章：前四行是 F1，其余是找到的数字中该项正确的比例。见 docs/accuracy.md。",
        "The third of the articles that was held back while the rules were made: F1 in the first four rows, then the "
        "share right of the figures found. See docs/accuracy.md.",
    ),
    "about.missed": ("已知读不准的", "What is known to be missed"),
    "missed.indicators": (
        "指标名有时多带或少带几个字，尤其是标题、没有动词的句子和长定语。",
        "The indicator may have some words too many or too few, most of all in headlines, clauses without a verb and "
        "long attributes.",
    ),
    "missed.carried": (
        "主语在前面几句、后文省略时，指标和地点可能取错。",
        "Where the subject stands sentences earlier, the indicator and the place may be taken from the wrong one.",
    ),
    "missed.periods": (
        "没有写明年份、要从全文推断的时间，可能留空或推错；文章没有发布日期时，“去年”“上月”无从推算。",
        "A period that only the whole article gives away may stay empty or be wrong; without a date of publication "
        "'last year' cannot be worked out.",
    ),
    "missed.places": (
        "几处同名、上下文又没有说明的地方不猜，留空；乡镇归到所在区县。",
        "Where several places share a name and nothing tells them apart, none is guessed; a township is told as its "
        "county.",
    ),
    "missed.scans": (
        "扫描的图片和没有文字层的 PDF 读不了；图表里的数字不读。",
        "Scans and PDF without a text layer are not read, nor are numbers in pictures of charts.",
    ),
    "missed.vague": (
        "“几十万”“数百”这类没有确数的说法不计入，但会列在“没有计入的数字”里。",
        "Words such as 'several hundred thousand' state no number: they are not counted, and listed as such.",
    ),
    "missed.views": (
        "指标归并只认固定的同义写法，宁可少并；并错、漏并可在“指标”页改。",
        "Indicators are gathered by fixed synonyms only, rather too few than too many; the page 'Indicators' mends it.",
    ),
}
