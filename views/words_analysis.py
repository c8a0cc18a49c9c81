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
    "overview.shade": ("数字个数", "Figures"),
    "overview.rest": ("另有 {count} 个区县，可在“数字”页筛选。", "{count} more can be chosen on the page 'Figures'."),
    "overview.cells": ("主题 × 区县", "Topic × district"),
    "overview.changes": ("幅度最大的升降", "Largest rises and falls"),
    "overview.changes.none": ("库里还没有写明升降幅度的数字。", "No figure states a rise or a fall in per cent yet."),
    "overview.newest": ("最新文章", "Newest documents"),
    "overview.needs": ("需要看一看", "What needs a look"),
    "overview.unchecked": ("{count} 个数字还没有人复核", "{count} figures that nobody has checked"),
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
}
