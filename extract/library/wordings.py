"""What each figure says it counts, without the place that is named again: SQL for two columns of the index.

``wording`` is the indicator without the place's name before it, ``subject`` a number for the wording with its unit,
kind, measure, basis and per: a million figures are gathered by it in a tenth of the time that their words take.
"""

# The place a figure is about is in its own columns; said again before the indicator (重庆地区生产总值) it would part it
# from the others. Not where the words are one with what follows: 重庆市级, 北京大学.
_BOUND = "^(级|委|政府|人民|属|直|内|外|籍|大学|学院|日报|银行|机场|港|站|话|路)|^.?$"
_PROVINCE = "^(黑龙江|内蒙古|..)(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)?的?"
# 63 bits: of a million subjects two agree by chance once in twenty million libraries.
_SUBJECT = "(hash(wording, unit, kind, measure, basis, per) >> 1)::BIGINT"


def _without(words: str, place: str) -> str:
    """SQL for ``words`` without the place's name, or its short one (大足区 or 大足), at their beginning."""
    return (
        f"CASE WHEN {place} <> '' AND starts_with({words}, {place}) THEN substr({words}, length({place}) + 1)"
        f" WHEN length({place}) > 2 AND starts_with({words}, left({place}, -1)) THEN substr({words}, length({place}))"
        f" ELSE {words} END"
    )


def worded(table: str) -> str:
    """SQL for the rows of ``table`` with ``wording`` and ``subject``; without an indicator the wording is ``""``."""
    return f"""
    WITH in_province AS (
        SELECT *, CASE WHEN province <> '' AND starts_with(indicator, left(province, 2))
            THEN regexp_replace(indicator, '{_PROVINCE}', '') ELSE indicator END AS under
        FROM {table}),
    in_city AS (SELECT * REPLACE ({_without("under", "city")} AS under) FROM in_province),
    bare AS (SELECT * REPLACE (regexp_replace({_without("under", "district")}, '^的', '') AS under) FROM in_city),
    told AS (
        SELECT * EXCLUDE (under), CASE WHEN regexp_matches(under, '{_BOUND}') THEN indicator
            WHEN measure = 'change' AND unit = '%' AND length(under) > 4
                THEN regexp_replace(under, '(同比)?(增速|增幅|增长率|涨幅|降幅)$', '')
            ELSE under END AS wording
        FROM bare)
    SELECT *, {_SUBJECT} AS subject FROM told"""
