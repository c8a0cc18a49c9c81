"""Labels of shares: the part and the whole, those whose share it is, and the measure that stands after."""

import regex

from extract.quantities.label_views import View
from extract.quantities.labels import LONGEST, attach, subject_of, tidy
from extract.quantities.things import clause_after, is_place, noun_after, starts_thing
from extract.quantities.word_roles import any_of

# A share's whole: 占全省医药产值总量的39%.
SHARE_OF = regex.compile(
    r"^(?P<part>.*?)(?:占|相当于)(?:到了?|了|据了?)?(?P<whole>[^，。；占]{1,18}?)"
    r"(?:总数|总量|总额|总规模|的比重|的比例|比重|比例|的)*(?:分别|已|均|约|近|高|仅|为|达到?|有)*$"
)
MEASURE_AFTER = regex.compile(f"的(?P<noun>{any_of('measure_after')})")
NOT_THEIRS = regex.compile(r"的(?:速度|增速|比例|比重|水平|目标|幅度|高位|损耗|同时|基础|时候|情况|前提)")
CAUSE = regex.compile(r"因\p{Han}{1,6}(?=[，。、；]|$)")
THEY_ARE = regex.compile(r"(?:都|均|全)?(?:是|为|系|属于|来自于?|流向|销往)(?P<noun>\p{Han}{2,10})")
AMONG = regex.compile(r"(?:都|均|全)?(?:在|是|为|来自|属于?)(?P<noun>\p{Han}{2,6})(?=[，。；、]|$)")
WORD = regex.compile(r"\p{Han}{2}")
OF_WHOLE = regex.compile("占|相当于")
NOT_A_SHARE = regex.compile(r"占地(?!区|方)|占比")


def share_of_whole(view: View) -> str:
    """The part, and the whole that the share is of."""
    clause = view.clause
    if not OF_WHOLE.search(clause) or NOT_A_SHARE.search(clause):
        return ""
    found = SHARE_OF.match(clause)
    if not found:
        return ""
    whole = tidy(found["whole"])
    part = subject_of(found["part"]) or view.topic or view.inherited or view.subject
    if is_place(part) and view.inherited:
        part = view.inherited
    part = part.split("占")[0] if "占" in part[1:] else part
    if not whole or whole.endswith(part) or part.endswith(whole):
        return f"{part}占比" if part else ""
    return f"{part}占{whole[:8]}比重" if len(part + whole) <= 15 else f"{part[-LONGEST:]}占比"


def share_of_people(view: View) -> str:
    """Those whose share it is, after 的."""
    if view.changed:
        return ""
    if not view.right.startswith("的"):
        return _those(view)
    if NOT_THEIRS.match(view.right):
        return ""
    return _said_of(view.right[1:])


def _those(view: View) -> str:
    """八成受访者, 42%因病致贫, 40%以上是农产品: no 的 stands between, and nothing before names them."""
    if view.own:
        among = AMONG.match(view.right) if view.own.endswith("中") else None  # 人口中80%在农村
        return among["noun"] + view.own[:-1] if among else ""
    if they := THEY_ARE.match(view.right):
        return tidy(they["noun"])
    if cause := CAUSE.match(view.right):
        return cause.group()
    return "" if not starts_thing(view.right) or not WORD.match(view.right) else _said_of(view.right)


def _said_of(right: str) -> str:
    """Those whose share it is, with what is said of them where that is short: 家庭开上了小轿车."""
    clause = tidy(clause_after(right))
    return clause if len(clause) <= LONGEST else noun_after(right)


def measure_after(view: View) -> str:
    """以5.2%的增速: the measure stands after, and its noun, if any, before."""
    found = None if view.changed else MEASURE_AFTER.match(view.right)
    return attach(view.topic or view.inherited or view.subject, found["noun"]) if found else ""
