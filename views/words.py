"""Every word that the interface says, in Chinese and in English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from views.labels import LABELS, MEANINGS
from views.words_analysis import ANALYSIS
from views.words_bases import in_english
from views.words_unread import in_chinese

LANGUAGES = ("zh", "en")

# key: (zh, en). A name in braces is filled in where the words are said; figure|figures agrees with the one before.
PHRASES = ANALYSIS | {
    # The frame around every page
    "app": ("报数", "Baoshu"),
    "language": ("界面语言", "Language"),
    "page.overview": ("概览", "Overview"),
    "page.figures": ("数字", "Figures"),
    "page.changes": ("升降", "Changes"),
    "page.documents": ("文章", "Documents"),
    "page.review": ("复核", "Review"),
    "page.checks": ("核对", "Checks"),
    "page.about": ("说明", "About"),
    "readonly": (
        "只读：没有全文，不能添加、复核。数字来自",
        "Read-only, without texts, additions or reviews. Figures from",
    ),
    "loading": ("正在打开数字库……", "Opening the library …"),
    "loading.index": (
        "正在为新的数字建立检索索引，只此一次：{percent}",
        "Making the index of the new figures, this once: {percent}",
    ),
    "failed": ("打不开数字库。", "The library cannot be opened."),
    "failed.remedy": (
        "请检查该文件夹是否可读写，或用环境变量 BAOSHU_LIBRARY 指定另一个文件夹，然后刷新页面。",
        "Check that this folder can be read and written, or name another in BAOSHU_LIBRARY; then reload the page.",
    ),
    "empty": ("库里还没有数字。", "There are no figures in the library yet."),
    "empty.remedy": ("请到“文章”页添加新闻。", "Add some news on the page 'Documents'."),
    "empty.link": ("添加文章", "Add documents"),
    "unknown": ("未注明", "not stated"),
    "cancel": ("取消", "Cancel"),
    "close": ("关闭", "Close"),
    # Figures
    "figures.count": ("{count} 个数字", "{count} figure|figures"),
    "figures.of": ("{count} / {total} 个数字", "{count} of {total} figure|figures"),
    "figures.none": ("没有数字符合这些筛选条件。", "No figure fits these filters."),
    "figures.none.remedy": ("少选几项，或清除全部筛选。", "Choose fewer of them, or reset them all."),
    "figures.download": ("下载 {count} 条（CSV）", "Download {count} row|rows (CSV)"),
    "figures.download.help": (
        "正是表中各行；UTF-8，可直接用 Excel 打开。",
        "Exactly the rows of the table; UTF-8, opens in Excel as it is.",
    ),
    "figures.sort": ("排序", "Sort"),
    "sort.newest": ("最新的文章在前", "Newest document first"),
    "sort.oldest": ("最早的文章在前", "Oldest document first"),
    "sort.period": ("所指时间由近到远", "Latest period first"),
    "sort.largest": ("数值由大到小（按单位分组）", "Largest first, unit by unit"),
    "sort.indicator": ("指标", "Indicator"),
    "sort.place": ("地点", "Place"),
    "figures.pick": ("选中一行，看它的原文和依据。", "Choose a row to see its sentence and what each field rests on."),
    "figures.alt": (
        "数字表：第 {first} 至 {last} 行，共 {count} 行。",
        "Table of figures: rows {first} to {last} of {count}.",
    ),
    "column.reading": ("数值", "Value"),
    "column.indicator": ("指标", "Indicator"),
    "column.place": ("地点", "Place"),
    "column.period": ("时间", "Period"),
    "column.topic": ("主题", "Topic"),
    "column.unit": ("单位", "Unit"),
    "column.quantity": ("原文写法", "As written"),
    "column.source": ("来源", "Source"),
    "column.state": ("状态", "State"),
    "column.basis": ("比较基准", "Compared with"),
    "column.kind": ("类别", "Kind"),
    # Downloads
    "download": ("下载 {count} 条", "Download {count} row|rows"),
    "download.help": (
        "正是当前筛选出的各行、全部列；点了才制作。",
        "Exactly the rows that the filters leave, with all columns; made when asked for.",
    ),
    "download.csv": ("CSV（用 Excel 打开）", "CSV for Excel"),
    "download.csv.help": (
        "UTF-8；会被当作公式的文字前加了一个单引号。",
        "UTF-8; words that Excel would take for a formula have an apostrophe before them.",
    ),
    "download.xlsx": ("Excel 工作簿（XLSX）", "Excel workbook (XLSX)"),
    "download.xlsx.help": (
        "数字是数字，日期是日期，编号可点回原文依据；每十万行约需半分钟。",
        "Numbers are numbers, days are days, ids lead back to the evidence; about half a minute per 100,000 rows.",
    ),
    "download.xlsx.too_large": (
        "一张 Excel 工作表最多 1,048,576 行，现有更多：请再筛选，或改用 CSV、Parquet、JSON Lines。",
        "A sheet of Excel holds 1,048,576 rows, and these are more: filter, or take CSV, Parquet or JSON Lines.",
    ),
    "download.zip": ("数据包（ZIP）", "Data package (ZIP)"),
    "download.zip.help": (
        "原样的 CSV、每列的说明（datapackage.json）和 README：筛选条件、条数、日期、引用格式。",
        "Plain CSV, a description of each column (datapackage.json), and a README: filters, counts, date, citation.",
    ),
    "download.parquet": ("Parquet 文件", "Parquet"),
    "download.parquet.help": ("带类型的列，供 pandas、DuckDB、R 读取。", "Typed columns for pandas, DuckDB, R."),
    "download.jsonl": ("JSON Lines", "JSON Lines"),
    "download.jsonl.help": ("每行一个 JSON 对象。", "One JSON object a line."),
    "download.picture": ("存为图片", "Picture"),
    "download.png": ("PNG 图片", "PNG"),
    "download.svg": ("SVG 矢量图", "SVG"),
    "download.no_font": (
        "本机没有中文字体，画不出 PNG 里的汉字。请安装 Noto Sans CJK SC（Debian 上是 fonts-noto-cjk），再重启报数。",
        "This machine has no Chinese font to draw a PNG with. Install Noto Sans CJK SC (fonts-noto-cjk on Debian and "
        "Ubuntu) and start Baoshu again.",
    ),
    "download.title": ("报数：中文新闻里的数字", "Baoshu: figures that Chinese news reports"),
    "download.counts": (
        "{figures} 个数字，来自 {documents} 篇文章，其中 {reviewed} 个经人复核。",
        "{figures} figure|figures from {documents} document|documents, {reviewed} of them checked by a person.",
    ),
    "download.filter": ("{name}：{values}", "{name}: {values}"),
    "download.filter.none": ("没有筛选：库里的全部数字。", "No filters: all figures of the library."),
    "download.made": ("制作：{source}", "Made by {source}"),
    "download.files": (
        "`figures.csv` 是 UTF-8 的表，文字一律原样，供程序读取；用 Excel 打开请另取“CSV（用 Excel 打开）”或 XLSX，"
        "那里的文字不会被当作公式。`datapackage.json` 按 Table Schema 说明每一列。",
        "`figures.csv` is a table in UTF-8 with the words as they are, for programs; for Excel take 'CSV for Excel' or "
        "XLSX, where no word is taken for a formula. `datapackage.json` describes each column (Table Schema).",
    ),
    "cite": (
        "引用：报数 {version}（{year}），读自 {documents} 篇中文新闻的数字，{date}。请同时注明原报道的发布者与日期。",
        "Cite as: Baoshu {version} ({year}), figures read from {documents} Chinese news document|documents, {date}. "
        "Name the publisher and the day of the original report too.",
    ),
    # Filters
    "filters": ("筛选", "Filters"),
    "filters.more": ("更多筛选", "More filters"),
    "filters.more.on": ("更多筛选 · {count} 项", "More filters · {count}"),
    "filters.reset": ("清除全部筛选", "Reset all filters"),
    "filters.any": ("不限", "Any"),
    "filters.none": ("无", "None"),
    "filter.q": ("搜索", "Search"),
    "filter.q.hint": ("指标、原文、数字……", "Indicator, sentence, figure …"),
    "filter.q.help": (
        "几个词用空格隔开，须同时出现；加引号按原样查找。",
        "Several words must all occur; put quotation marks around an exact phrase.",
    ),
    "filter.topic": ("主题", "Topic"),
    "filter.place": ("地点", "Place"),
    "filter.year": ("年份", "Year"),
    "filter.month": ("月份", "Month"),
    "filter.kind": ("类别", "Kind"),
    "filter.measure": ("水平或变化", "Level or change"),
    "filter.direction": ("升降", "Rise or fall"),
    "filter.status": ("实际或计划", "Actual or planned"),
    "filter.bound": ("精确程度", "Exactness"),
    "filter.unit": ("单位", "Unit"),
    "filter.publisher": ("发布者", "Publisher"),
    "filter.doc": ("文章", "Document"),
    "filter.review": ("复核", "Review"),
    # Evidence of a figure
    "evidence": ("依据", "Evidence"),
    "evidence.fields": ("各项内容与依据", "Fields and what they rest on"),
    "evidence.field": ("项目", "Field"),
    "evidence.value": ("内容", "Value"),
    "evidence.basis": ("依据", "Rests on"),
    "evidence.neighbours": ("同一篇里的其他数字（{count}）", "Other figures of this article ({count})"),
    "evidence.alone": ("这篇文章里没有别的数字。", "The article has no other figure."),
    "evidence.document": ("在全文中看", "See it in the article"),
    "evidence.outside": ("这个数字不在当前筛选结果中。", "This figure is not among those that the filters show."),
    "evidence.gone": (
        "库里没有这个数字：{figure}。它所在的文章可能已被替换。",
        "The library has no figure {figure}; its document may have been replaced.",
    ),
    "basis.words": ("原文第 {start}–{end} 字", "characters {start}–{end} of the text"),
    # Changes
    "changes.lead": (
        "只列原文写明的前后值和变化量；不同单位、不同比较基准各自成组。",
        "Only what the text states: values before and after, and amounts of change; each unit and basis on its own.",
    ),
    "changes.dumbbells": ("从多少到多少", "From → to"),
    "changes.dumbbells.none": (
        "这些数字里没有同时写明前后值的。",
        "None of these figures states both the value before and after.",
    ),
    "changes.dumbbells.alt": (
        "哑铃图，单位{unit}：{count} 个写明前后值的数字。第一个：{first}。",
        "Dumbbell chart in {unit}: {count} figure|figures with the value before and after. The first: {first}.",
    ),
    "changes.newest": ("图中是最新的 {shown} 条，共 {count} 条。", "The {shown} newest of {count} are drawn."),
    "changes.ranked": ("升幅与降幅（%）", "Rises and falls in per cent"),
    "changes.ranked.none": (
        "这些数字里没有以百分比写明的变化。",
        "None of these figures states a change in per cent.",
    ),
    "changes.basis": ("比较基准", "Compared with"),
    "changes.basis.unsaid.note": (
        "原文没有写明与什么相比，这些幅度未必可以互相比较。",
        "The text does not say what these are compared with; they may not compare with each other.",
    ),
    "changes.basis.unsaid": ("未写明", "Not stated"),
    "changes.log": (
        "数相差悬殊，用对数刻度：同样的距离是同样的倍数。",
        "The numbers lie far apart, so the scale is logarithmic: equal distances are equal ratios.",
    ),
    "changes.amounts": ("全部变化与差距", "All changes and gaps"),
    "changes.more": ("图中是幅度最大的 {shown} 条，共 {count} 条。", "The {shown} largest of {count} are drawn."),
    "changes.legend": (
        "空心点是之前的值，实心点是之后的值；红色上升，蓝色下降。",
        "Hollow: the value before; full: after. Red rises, blue falls.",
    ),
    # Documents
    "documents.add": ("添加文章", "Add documents"),
    "documents.files": ("上传文件", "Upload files"),
    "documents.files.label": (
        "文本、Markdown、网页、Word、PDF、表格（CSV、Excel、Parquet）、JSON Lines，或装着它们的 ZIP；可一次放多个。",
        "Text, Markdown, web pages, Word, PDF, tables (CSV, Excel, Parquet), JSON Lines, or a ZIP of these; as many at "
        "once as you like.",
    ),
    "documents.files.choose": ("选择文件", "Choose files"),
    "documents.files.drop": ("或拖到这里；每个不超过 {size} MB", "or drop them here; {size} MB each at most"),
    "documents.paste": ("粘贴文字", "Paste text"),
    "documents.paste.label": ("文章正文", "The article"),
    "documents.paste.hint": ("把新闻正文粘贴到这里……", "Paste the text of a news article here …"),
    "documents.title": ("标题", "Title"),
    "documents.publisher": ("发布者", "Publisher"),
    "documents.published": ("发布日期", "Published"),
    "documents.published.help": (
        "“去年”“上月”等时间由发布日期推定；文件里已写明日期的，以文件为准。",
        "'Last year' and the like are worked out from this date; a date that a file states itself goes first.",
    ),
    "documents.read": ("读取", "Read"),
    "documents.reading": ("正在读取……", "Reading …"),
    "documents.nothing": ("请先选择文件或粘贴文字。", "Choose a file or paste a text first."),
    "documents.result": (
        "新增 {added} 篇，更新 {replaced} 篇，未变 {unchanged} 篇，读不了 {unread} 个。",
        "{added} added, {replaced} replaced, {unchanged} unchanged, {unread} not readable.",
    ),
    "documents.unread": ("读不了的文件", "What could not be read"),
    "documents.unread.source": ("文件", "File"),
    "documents.unread.reason": ("原因", "Reason"),
    "documents.unread.remedy": ("怎么办", "What to do"),
    "documents.unread.more": ("另有 {count} 个。", "And {count} more."),
    "documents.list": ("库里的文章", "Documents in the library"),
    "documents.pick": ("选中一篇，看全文中的每个数字。", "Choose one to read it with every number marked."),
    "documents.search": ("按标题或发布者查找", "Find by title or publisher"),
    "documents.count": ("{count} 篇文章", "{count} document|documents"),
    "documents.figures": ("数字", "Figures"),
    "documents.not_counted": ("未计入", "Not counted"),
    "documents.characters": ("字数", "Characters"),
    "documents.text": ("全文", "Full text"),
    "documents.refusals": ("没有计入的数字与原因（{count}）", "Numbers not counted, and why ({count})"),
    "documents.refusals.none": ("没有未计入的数字。", "Every number of this text is counted."),
    "documents.words": ("原文", "Words"),
    "documents.reason": ("原因", "Reason"),
    "documents.table": ("看这篇的数字表", "See its figures as a table"),
    "documents.legend": (
        "底色按类别；虚线是没有计入的数字，停留可看原因。",
        "Shaded by kind; dotted are numbers not counted, hover for the reason.",
    ),
    "documents.long": (
        "全文较长，这里显示第 {first}–{last} 字，共 {count} 字。",
        "A long text: characters {first}–{last} of {count} are shown.",
    ),
    "documents.gone": ("库里没有这篇文章。", "The library has no such document."),
    # Review
    "review.accepted": ("认可", "Accept"),
    "review.correct": ("更正", "Correct"),
    "review.rejected": ("否决", "Reject"),
    "review.skip": ("跳过", "Skip"),
    "review.undo": ("撤销", "Undo"),
    "review.who": ("复核人", "Who reviews"),
    "review.who.hint": ("姓名，可不填", "Your name, if you like"),
    "review.progress": (
        "已复核 {decided} / {figures}：认可 {accepted}，更正 {corrected}，否决 {rejected}；本次 {session}",
        "{decided} of {figures} checked: {accepted} accepted, {corrected} corrected, {rejected} rejected; "
        "{session} in this session",
    ),
    "review.failed": ("没有存下来。", "This was not kept."),
    "review.no_doubt": ("没有明显的疑点", "No evident doubt"),
    "review.standing": ("目前的判断：{decision}", "Decided so far: {decision}"),
    "review.done": (
        "这些数字都有人复核过了。换一组筛选条件，或按“撤销”改判。",
        "Somebody has decided on all of these figures. Choose other filters, or undo to decide anew.",
    ),
    "review.field": ("项目", "Field"),
    "review.new": ("改为", "New value"),
    "review.save": ("保存", "Save"),
    "review.save.more": ("保存，再改一项", "Save, then another field"),
    "review.same": ("与现在的内容相同。", "It is what stands there now."),
    "review.no_number": (
        "请写数，如 480 或 0.5，万、亿要换算好。",
        "Give a number such as 480 or 0.5, with 万 and 亿 multiplied out.",
    ),
    "review.no_day": ("请写日期，如 2024-04-10。", "Give a date such as 2024-04-10."),
    "review.history": ("谁做了什么", "Who did what"),
    "history.made": ("时间", "When"),
    "history.decision": ("判断", "Decision"),
    "history.old": ("原来", "Before"),
    "history.new": ("改为", "After"),
    # Checks
    "checks.lead": (
        "加起来不等于总数、前后值与变化量矛盾、超过百分之百的占比、同一指标两个数——逐条附原文。",
        "Parts that miss their total, changes at odds with their values, shares beyond 100 %, one indicator with two "
        "values: each with its sentences.",
    ),
    "checks.none": (
        "查过 {count} 个数字，没有待判断的矛盾。",
        "{count} figure|figures checked: no contradiction is left to decide on.",
    ),
    "checks.count": ("{count} 处需要看一看", "{count} place|places needs|need a look"),
    "checks.kinds": ("哪一种", "Which kind"),
    "checks.finding": ("哪里不符", "What does not fit"),
    "checks.expected": ("应有或一处", "Expected, or in one place"),
    "checks.found": ("写的或另一处", "Found, or in the other"),
    "checks.figures": ("数字编号", "Figure ids"),
    "checks.error": ("文章有误", "Error in the article"),
    "checks.fine": ("没有问题", "Fine"),
    "checks.open": ("重新待定", "Open again"),
    "checks.decided": ("{decision} · {who}", "{decision} · {who}"),
    "checks.folded": ("已有判断的 {count} 处", "{count} decided"),
    # About
    "about.lead": (
        "报数读中文新闻，把其中报道的每个数字整理成一行数据，并附上它的原文依据。一切都在本机完成，不联网。",
        "Baoshu reads Chinese news and gives every reported figure as one row of data with the words it was read from. "
        "It works on this machine and talks to no other.",
    ),
    "about.columns": ("每一列是什么意思", "What each column means"),
    "about.column": ("列名", "Column"),
    "about.meaning": ("意思", "Meaning"),
    "about.accuracy": ("准确率", "How accurate it is"),
    "about.accuracy.lead": (
        "以 {documents} 篇样例文章的人工标注为准，当场计算。",
        "Measured just now against rows made by hand from {documents} sample article|articles.",
    ),
    "about.accuracy.none": (
        "这里没有人工标注的数据，无法计算。",
        "There are no rows made by hand here to measure against.",
    ),
    "about.measure": ("尺度", "Measure"),
    "about.field": ("项目", "Field"),
    "about.right": ("正确率", "Right"),
    "about.precision": ("查准率", "Precision"),
    "about.recall": ("查全率", "Recall"),
    "about.f1": ("F1", "F1"),
    "score.detect": ("找到该数字", "Detect: the figure is found"),
    "score.quantity": ("数值、单位、精确程度都对", "Quantity: value, unit and bound are right too"),
    "score.fact": ("指标、类别、变化也对", "Fact: indicator, kind and change are right too"),
    "score.row": ("地点、时间、实际或计划也对", "Row: place, period and status are right too"),
    "about.version": ("版本", "Version"),
    "about.library": ("数字库所在文件夹", "Folder of the library"),
}

# A number to be filled in and the words up to the next; of figure|figures the one that agrees with it is said.
NUMBERED = re.compile(r"\{(\w+)\}([^{}]+)")
AGREEING = re.compile(r"(\w+)\|(\w+)")


def _agree(found: re.Match[str], values: Mapping[str, object]) -> str:
    form = 1 if str(values.get(found[1])) == "1" else 2
    return f"{{{found[1]}}}{AGREEING.sub(lambda words: words[form], found[2])}"


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The words of ``key`` with ``values`` filled in; ``KeyError`` for a key that ``PHRASES`` has not.

        >>> Words("en")("figures.count", count=3), Words("en")("figures.count", count="1")
        ('3 figures', '1 figure')
        """
        numbered = NUMBERED.sub(lambda found: _agree(found, values), PHRASES[key][self._place])
        return numbered.format(**values)

    def label(self, field: str, value: str) -> str:
        """What to call ``value`` of a column; a value that has no name of its own is shown as it is.

        >>> Words("zh").label("topic", "agriculture"), Words("zh").label("unit", "亩")
        ('农业与乡村', '亩')
        """
        if not value:
            return self("unknown")
        if field == "basis" and self.language == "en":
            return in_english(value)
        names = LABELS.get(field, {}).get(value)
        return names[self._place] if names else value

    def column(self, name: str) -> str:
        """The short name of a column of the table."""
        return MEANINGS[name][self._place][0]

    def meaning(self, name: str) -> str:
        """What a column of the table means, in one sentence."""
        return MEANINGS[name][self._place][1]

    def unread(self, words: str) -> str:
        """A reason why a file could not be read, or a remedy: both come in English."""
        return in_chinese(words) if self.language == "zh" else words

    @property
    def _place(self) -> int:
        return LANGUAGES.index(self.language)


def language_of(*wishes: str | None) -> str:
    """The first wish that names a language of the interface, else Chinese.

    >>> language_of(None, "en-GB"), language_of("fr", "zh-TW"), language_of("de")
    ('en', 'zh', 'en')
    """
    known = [wish.split("-")[0].lower() for wish in wishes if wish]
    for wish in known:
        if wish in LANGUAGES:
            return wish
    # A reader of another language can more likely read English than Chinese.
    return "en" if known else "zh"
