"""Labels of people and households: by what befell them, by what is said of them."""

import regex

from extract.quantities.label_views import View
from extract.quantities.labels import ACT_ALONE, clip, tidy
from extract.quantities.word_roles import any_of

PEOPLE = frozenset(["人", "名", "位", "例", "户", "家", "人次", "只", "头", "起", "件", "次", "人家"])
WHITHER = regex.compile(r"(?<=\p{Han}{2})[了]?[至到往在对向]")  # 转运|至定点医院
THEY_ARE = regex.compile(r"(?:均|都|全部)?(?:为|是|系)(?P<noun>[^，。；：、！？（(]{2,10})")
WORD = regex.compile(r"\p{Han}{2}")
SIGNS = regex.compile(r"[，。；：！？、（(]")
NOT_SAID = regex.compile(r"(?:以上|左右|增|升|降|减|和|与|及|中有)")
HEADS = {"户": "户数", "人": "人数", "人次": "人次"}
CASUALTY = regex.compile(
    r"(?P<how>(?:当场|不幸|已|被(?!困|捕|拘|查|罚|埋)|确认|因[^，。；、]{1,8}|先后|陆续|经[^，。；、]{1,14}|重|轻|在[^，。；、]{1,10}中|抢救无效|仍|正在|送医后?|全部|均)*"
    rf"{any_of('casualty')}"
    r"(?:治疗|无效|救治|中)?)(?=[，。；：、！？（()）\s”和并]|$|的(?!\p{Han}{2,8}(?:[，。]|$)))"
)
CAUSE = regex.compile(r"(?:因|由|系)*(?P<how>\p{Han}{2,10}所致)(?=[，。；、）)]|$)")  # 3人|建筑物倒塌所致
DEATHS = ("死亡人数", "受伤人数", "遇难人数", "伤亡人数")
ADVERBS = regex.compile(
    r"^(?:已经?|被(?![告害困捕拘查罚埋保征拆监访子])|均|都|在|经|正在?|仍|先后|陆续|相继|全部|确认|不幸|为|是|的|因|遂|还|又|同时|共同|出现|也|则)+"
)


def whom_it_is(view: View) -> str:
    """Those counted, after 为 or 是."""
    if view.unit not in PEOPLE:
        return ""
    found = THEY_ARE.match(view.right)
    return tidy(found["noun"]) if found else ""


def casualties(view: View) -> str:
    """People, by what befell them."""
    if view.unit not in ("人", "名", "位", "例", "户", "人次"):
        return ""
    if cause := CAUSE.match(view.right):
        befell = view.inherited if view.inherited.endswith(DEATHS) else "人数"
        return cause["how"] + befell.rpartition("所致")[2]
    found = CASUALTY.match(view.right)
    if not found:
        return ""
    return clip(ADVERBS.sub("", found["how"])) + "人数"


def heads_in_list(view: View) -> str:
    """涉及3个村、460户、1680人: households and people in a list have the label that their unit gives them."""
    if view.listed in ("", view.unit) or view.unit not in HEADS or WORD.match(view.right):
        return ""
    verb = ACT_ALONE.match(view.inherited)
    base = verb.group() if verb else view.inherited if view.unit == "人次" else ""
    return base + HEADS[view.unit]


def people_who(view: View) -> str:
    """What is said of those counted."""
    if view.unit not in PEOPLE or view.kind != "count":
        return ""
    clause = ADVERBS.sub("", SIGNS.split(view.right, 1)[0])
    if len(clause) < 2 or NOT_SAID.match(clause):
        return ""
    clause = WHITHER.split(clause)[0] if len(clause) > 8 else clause
    return (
        clause
        if view.unit not in ("人", "名", "位")
        else clause + ("" if clause.endswith(("人", "者", "员")) else "人数")
    )
