"""Labels that lean on the words before: a verb or a mean that stands alone takes its noun from there."""

import re

import regex

from extract.quantities.label_views import View
from extract.quantities.labels import (
    LONGEST,
    WEAK,
    strip_leads,
    without_openers,
)
from extract.quantities.things import is_place
from extract.quantities.word_roles import ROLES, any_of, word_at_end

DEED = re.compile(f"(?:新|共|多)?{any_of('act', 'deed')}{{1,2}}")
# 复查了, 种了, 卖出: a verb alone, with what may follow it before a number.
DEED_LAST = re.compile(
    rf"(?P<deed>(?:新|共|多)?{any_of('act', 'deed')}{{1,2}}|{any_of('verb_sign')}[出下入进掉]?)"
    r"(?:了|共|约|近|达到?|超过?|有)*"
)
STATE = regex.compile(any_of("stage", "harm"))
STATE_LAST = regex.compile(f"{any_of('stage', 'harm')}$")
AMOUNTS = frozenset(["count", "area", "mass", "volume", "length", "energy"])
GAIN = re.compile(rf"(?:年均|同比|平均|普遍|每年|再)*(?P<verb>{any_of('gain')})")
SINCE = regex.compile(r"(?:后|起|之日)$")
TO_DO = regex.compile(
    r"[内，]*(?:\p{Han}{2,4}?)?(?:必须|应当?|需要?|须|要|可|将)?(?:依法|及时|一次性|予以|向\p{Han}{2,6})*(?P<deed>\p{Han}{2,8})"
)
BRACKET = regex.compile(r"[（(][^（）()]*[)）]")
PLAN = regex.compile(
    r"^(?P<own>\p{Han}{0,12}?)完成(?:了|到)?(?:\p{Han}{0,8}(?:下达|确定|制定|安排)的?)?"
    r"(?P<plan>\p{Han}{0,6}(?:目标|计划|任务|预算)(?:任务)?)的?(?:约|近)?$"
)
DRIVEN = regex.compile("拉动|带动")
HEADING = regex.compile(
    r"(?:^|[；。，\s])(?P<noun>\p{Han}{2,10})(?<!说|道|示|称|介绍|指出|透露|记者|报道|讯|认为|强调)：[^：，。；]*$"
)
# 工业投资|更猛，
SAID_OF = regex.compile(
    r"[，；。](?:其中)?(?P<noun>\p{Han}{2,10}?)(?:更|最|较|很|十分|尤其|表现|势头)\p{Han}{1,4}，[^，。；]{0,6}$"
)


def topic_before(view: View) -> str:
    """The clause before, where the number's own clause names only a place or a verb."""
    own = view.clause.strip()
    if view.before and is_place(strip_leads(own)) and not is_place(view.before):
        return view.before
    return view.topic if own and (not view.inherited or strip_leads(own)) else ""


def deed_alone(view: View) -> str:
    """化解862起 after 排查矛盾纠纷890起: a verb without an object has the one before it."""
    if view.changed:
        return ""
    found = DEED_LAST.fullmatch(without_openers(view.clause)) if view.kind in AMOUNTS else None
    own = found["deed"] if found else view.own_words
    if not (found or DEED.fullmatch(own)):
        return ""
    before = view.topic or view.inherited or view.subject
    if view.kind == "money" or before.startswith(own):  # 其中出口310亿元: the verb is a measure
        return own if view.kind == "money" else before
    if view.inherited.endswith(("人数", "户数")):  # 24人受伤，转移安置3.9万人: those are others
        return own
    if own in before:  # 计划开工项目183项，已开工118项
        return before
    thing = object_of(before)
    return own + thing if thing and thing != own and len(own + thing) <= LONGEST else own


def state_alone(view: View) -> str:
    """竣工 after 经济适用住房开工, 受损 after 房屋倒塌: another state of what stands before."""
    found = STATE.fullmatch(view.own_words)
    before = STATE_LAST.search(view.inherited) if found else None
    return view.inherited[: before.start()] + found.group() if before and before.start() >= 2 else ""


def mean_alone(view: View) -> str:
    """日均 after 发送旅客: a mean is one of what stands before."""
    own = view.own_words
    before = (view.topic or view.inherited or view.subject) if own in ROLES["mean"] else ""
    return own + object_of(before) if before else ""


def object_of(label: str) -> str:
    """What is left of 排查矛盾纠纷 without its verb."""
    verb = DEED.match(label)
    return label[verb.end() :] if verb and len(label) - verb.end() >= 2 else label


def gained(view: View) -> str:
    """户均增收: the verb of the change is the measure, unless a measure stands before it."""
    verb = GAIN.match(view.led)
    if not verb or word_at_end(view.own_words, "measure_noun"):
        return ""
    own = view.own_words
    if WEAK.fullmatch(own) and own not in ROLES["mean"]:
        own = ""
    who = own or view.topic or view.inherited
    return who + verb["verb"] if len(who) < LONGEST else verb["verb"]


def deadline(view: View) -> str:
    """收到申请之日起20个工作日内作出决定: what is to be done within the time."""
    if not SINCE.search(view.own_words):
        return ""
    found = TO_DO.match(view.right)
    return found["deed"] + "时限" if found else ""


def headed(view: View) -> str:
    """白菜：每斤1.2元: a heading names what its line counts."""
    found = HEADING.search(BRACKET.sub("", view.left))
    return found["noun"] if found else ""


def completed(view: View) -> str:
    """What was completed of which plan: 投资12亿元，完成年度计划的59%."""
    found = PLAN.search(view.clause)
    if not found:
        return ""
    own = without_openers(found["own"])
    thing = own if own and not is_place(own) else object_of(view.inherited or view.topic)
    thing = thing.removesuffix("投资").removesuffix("完成") if thing.endswith("完成投资") else thing
    return thing[-8:] + "完成" + found["plan"][-4 if thing else -6 :] + "比例"


def driven(view: View) -> str:
    """What something adds to the growth of another: 拉动经济增长2个百分点."""
    return "拉动" + view.own if view.changed and DRIVEN.match(view.clause) and len(view.own) < LONGEST - 2 else ""


def between(view: View) -> str:
    """The measure that the clause before names and says something of: 投资增长5%，工业投资更猛，增长9%."""
    if not view.changed or view.own_words or "，" not in view.left:
        return ""
    found = SAID_OF.search(view.left)
    noun = found["noun"] if found else ""
    return noun if word_at_end(noun, "measure_noun") else ""
