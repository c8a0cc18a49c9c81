"""Labels of people and households: by what befell them, by what is said of them."""

import regex

from extract.quantities.label_views import View
from extract.quantities.labels import ACT_ALONE, LONGEST, clip, tidy
from extract.quantities.things import is_place, starts_thing
from extract.quantities.word_roles import any_of

PEOPLE = frozenset(["人", "名", "位", "例", "户", "家", "人次", "只", "头", "起", "件", "次", "人家"])
WHITHER = regex.compile(r"(?<=\p{Han}{2})[了]?[至到往在对向]")  # 转运|至定点医院
THEY_ARE = regex.compile(r"(?:均|都|全部)?(?:为|是|系)(?P<noun>[^，。；：、！？（(]{2,10})")
WORD = regex.compile(r"\p{Han}{2}")
SIGNS = regex.compile(r"[，。；：！？、（(]")
NOT_SAID = regex.compile(r"(?:当中|以上|左右|增|升|降|减|和|与|及|中有)")
UNIT_LABELS = {"户": "户数", "人": "人数", "人次": "人次"}
CASUALTY = regex.compile(
    r"(?P<how>(?:当场|不幸|已|被(?!困|捕|拘|查|罚|埋)|确认|不同程度|也|还|又|都|因[^，。；、]{1,8}|先后|陆续|经[^，。；、]{1,14}|重|轻|在[^，。；、]{1,10}中|抢救无效|自行|仍|正在|送医后?|全部|均)*"
    rf"{any_of('casualty')}"
    r"(?:治疗|无效|救治)?中?)(?=[，。；：、！？（()）\s”和并]|$"
    r"|的(?!(?!\p{Han}{0,6}(?:事故|车祸|火灾|爆炸|灾害|灾情|后果|惨剧|悲剧|事件|惨案))\p{Han}{2,8}(?:[，。]|$)))"
)
# 经抢救无效后陆续|死亡: of a long clause the last word says what befell them
LAST = regex.compile(
    rf"(?:(?:当场|抢救无效|医治无效|送医后|正在|仍在)?(?:后|先后|陆续|相继)?)(?P<how>{any_of('casualty')}(?:治疗|救治)?)[了中]?$"
)
STATE = regex.compile(
    r"(?:也|均|都|已经?|全部|现|则)*(?P<how>(?:伤势|伤情|病情|情况|症状|中毒情况)(?:较为|较|很|仍|十分|比较|基本)?(?:严重|危重|危急|稳定|平稳|重|轻)|脱离(?:了)?(?:生命)?危险|生命垂危|生命危殆|昏迷不醒|(?:均|尚)?无生命危险"
    r"|(?:仍|还|尚|正)在(?:\p{Han}{0,6}?)(?:抢救|救治|治疗|住院|观察|手术))中?(?=[，。；、！？）)”]|$|者)"
)
BEFELL = regex.compile(rf"(?P<how>{any_of('befell')})[了]?$")
ALREADY = regex.compile("(?:已经?|均|都|全部|先后|陆续|相继|顺利|成功)+$")
TOLL = {"死": "死亡人数", "亡": "死亡人数", "伤": "受伤人数"}
SENDER = regex.compile("(?:队|站|所|局|组|医院|单位|中心|消防|公安|武警|部队|公司|镇|乡|县|区|市)$")
SENT = regex.compile(
    r"(?P<who>(?:(?!队)\p{Han}){2,8}(?:队|部门|消防|武警|交警|公安))(?:接[警报到令]+后)?(?:立即|迅速|随即|先后|紧急|马上|第一时间|共|又|也|已)*"
    r"(?:出动|派出|调派|增派)了?$"
)
VOTE = regex.compile("赞成|反对|弃权|同意|支持")
CAUSE = regex.compile(r"(?:因|由|系)*(?P<how>\p{Han}{2,10}所致)(?=[，。；、）)]|$)")  # 3人|建筑物倒塌所致
SETTLED = ("组", "村", "社区", "居委会", "镇", "乡")
DEATHS = ("死亡人数", "受伤人数", "遇难人数", "伤亡人数")
# 47人|出现呕吐、发烧等症状
SYMPTOM = regex.compile(
    r"(?:先后|陆续|相继|均|都|也)*(?P<first>出现\p{Han}{2,8})(?:、\p{Han}{2,8}?)+(?P<what>等?(?:\p{Han}{0,8}?)症状)"
)
ADVERBS = regex.compile(
    r"^(?:已经?|被(?![告害困捕拘查罚埋保征拆监访子])|均|都|在|经|正在?|仍|先后|陆续|相继|全部|确认|不幸|为|是|的|因|遂|还|又|同时|共同|出现|也|则)+"
)
RESIDENCE = regex.compile("^(?:城镇|城市|农村|乡村)")
BEFELL_FIRST = regex.compile(rf"(?:已经?|均|都|全部|先后|陆续|相继)*(?P<how>(?:疑似)?(?:食物)?{any_of('casualty')})")
ET_AL = regex.compile(r"(?:某|\p{Han})等$")


def whom_it_is(view: View) -> str:
    """Those counted, after 为 or 是."""
    found = THEY_ARE.match(view.right)
    return tidy(found["noun"]) if found else ""


def casualties(view: View) -> str:
    """People, by what befell them."""
    if cause := CAUSE.match(view.right):
        befell = view.inherited if view.inherited.endswith(DEATHS) else "人数"
        return cause["how"] + befell.rpartition("所致")[2]
    if symptom := SYMPTOM.match(view.right):
        return clip(symptom["first"] + symptom["what"]) + "人数"
    if state := STATE.match(view.right):
        return state["how"] + ("者" if view.right.startswith("者", state.end()) else "人数")
    found = CASUALTY.match(view.right)
    if not found:
        return ""
    how = ADVERBS.sub("", found["how"])
    last = LAST.search(SIGNS.split(view.right, 1)[0]) if len(how) > 8 else None
    return (last["how"] if last else clip(how)) + "人数"


def befallen(noun: str, right: str) -> str:
    """出院病患 of 病患已于晚间出院: the noun with what befell those counted, by its clause in ``right``."""
    clause = SIGNS.split(right, 1)[0]
    found = BEFELL.search(clause, 1) if clause.startswith(noun) else None
    who = ALREADY.sub("", noun[: found.start()]) if found else ""
    return found["how"] + who if 0 < len(who) <= 8 else noun


def toll(view: View) -> str:
    """What the unit itself says of people: 2死4伤, 128票赞成."""
    if view.unit == "人":
        return TOLL.get(view.last, "")
    vote = VOTE.match(view.right)
    return vote.group() + "票" if vote else ""


def crew(view: View) -> str:
    """10车66人: people right after their vehicles have the same sender, which may be who sent them: 中队出动2车13人."""
    if view.unit == "车":
        sent = SENT.search(view.clause)
        return sent["who"] if sent else ""
    return view.inherited if not view.left and SENDER.search(view.inherited) else ""


def heads_in_list(view: View) -> str:
    """涉及3个村、460户、1680人: households and people in a list have the label that their unit gives them."""
    if WORD.match(view.right):
        return ""
    if not view.left and view.inherited in UNIT_LABELS.values():  # 仅有197户630人
        return UNIT_LABELS[view.unit]
    beside = "，" in view.left and view.clause in ("", "有", "共有", "共", "现有", "仅有")
    if beside and not view.listed and view.inherited.endswith(SETTLED):
        return UNIT_LABELS[view.unit]  # 48个村民小组，16654人
    if view.listed in ("", view.unit):
        return ""
    verb = ACT_ALONE.match(view.inherited)
    base = verb.group() if verb else view.inherited if view.unit == "人次" else ""
    return base + UNIT_LABELS[view.unit]


def people_who(view: View) -> str:
    """What is said of those counted."""
    clause = ADVERBS.sub("", SIGNS.split(view.right, 1)[0])
    if len(clause) < 2 or NOT_SAID.match(clause):
        return ""
    clause = WHITHER.split(clause)[0] if len(clause) > 8 else clause
    return (
        clause
        if view.unit not in ("人", "名", "位")
        else clause + ("" if clause.endswith(("人", "者", "员")) else "人数")
    )


def part_of(view: View) -> str:
    """Those of a number told before, by what befell them: 重伤人员中17人已转移."""
    if view.unit not in PEOPLE or not view.own.endswith("中") or len(view.own) < 3:
        return ""
    found = BEFELL_FIRST.match(view.right)
    if not found and WORD.match(view.right) and starts_thing(view.right):
        return ""
    return (found["how"] if found else "") + view.own[:-1]


def listed_people(view: View) -> str:
    """What is said of people whom a name stands for: 黄某等21人集体出现不适."""
    return clip(people_who(view)) if view.unit == "人" and ET_AL.search(view.left) else ""


def residents(view: View) -> str:
    """What the figure before counts, in town or country alone: 常住人口100万人，其中城镇|60万人，乡村|40万人."""
    before = RESIDENCE.sub("", view.inherited)
    if not RESIDENCE.fullmatch(view.own) or not before or is_place(before):
        return ""
    ends = [end for end in range(2, len(before) - 1) if is_place(before[:end])]
    before = before[max(ends, default=0) :]
    return view.own + before if len(before) <= LONGEST else ""
