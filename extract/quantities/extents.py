"""Labels of lengths, distances, prices and times that it took, and of settlements that the unit itself names."""

import regex

from extract.quantities.label_views import View
from extract.quantities.labels import attach
from extract.quantities.things import is_place, noun_after
from extract.quantities.word_roles import any_of

WORD_AFTER = regex.compile(r"\p{Han}{2}")
PRICE = regex.compile(r"的(?P<noun>\p{Han}{0,4}(?:价格?|单价|均价|租金)(?!值))")
FOR = regex.compile("^(?:以|按|按照)")
DIMENSION = regex.compile("(?P<noun>全?长|宽|高|深|厚|直径|长度|宽度|高度|厚度|深度)(?:各|均|约|为|是|达到?|近)*")
DIMENSION_LAST = regex.compile("(?:全?长|宽|高|深|厚|直径|长度|宽度|高度|厚度|深度)$")

SIZE_OF = regex.compile(r"(?P<how>[长宽高深厚重])的(?=\p{Han}{2})")
LASTED = regex.compile(
    rf"(?:被\p{{Han}}{{1,2}}|{any_of('casualty')}|昏迷|住院|坚持|服刑|停留|从[教医警军]|执教|任职)了?$"
)
LASTING = regex.compile("(?P<verb>历时|耗时|用时|历经|工期)(?:长达|达到?|约|近|为|仅|只|共)*")


def settled(view: View) -> str:
    """The settlement that the unit itself names: 辖11镇13乡."""
    alone = not view.own_words or view.own_words.endswith(("辖", "管", "有", "设")) or is_place(view.own_words)
    return view.unit if alone and not WORD_AFTER.match(view.right) else ""


def distance(view: View) -> str:
    """How far it is, and from where: 距省城150公里."""
    own = view.own_words
    return own if own.startswith(("距", "离")) and len(own) > 2 else ""


def dimension(view: View) -> str:
    """How long, wide or high the thing is: 厂房位于园区内，长30米，宽20米，高8米."""
    found = DIMENSION.fullmatch(view.clause.lstrip("、 "))
    thing = view.topic or DIMENSION_LAST.sub("", view.inherited) if found else ""
    return thing + found["noun"] if 0 < len(thing) <= 8 and not is_place(thing) else ""


def price_of(view: View) -> str:
    """What is sold or bought at the price that stands after: 以玉米2.6元每公斤的价格."""
    found = None if view.changed else PRICE.match(view.right)
    if not found:
        return ""
    own = FOR.sub("", view.own)
    return own + found["noun"] if own and len(own) <= 8 and not is_place(own) else found["noun"]


def size_of(view: View) -> str:
    """Which of its sizes is told of a thing: 898公里|长的铁路."""
    found = SIZE_OF.match(view.right)
    return attach(noun_after(view.right[found.end() :]), found["how"]) if found else ""


def lasts(view: View) -> bool:
    """Whether the verb before says what took so long, not the noun after: 被困|3小时的群众."""
    return view.kind == "duration" and view.right.startswith("的") and LASTED.search(view.left) is not None


def lasting(view: View) -> str:
    """That it is how long something took: 历时5年."""
    found = LASTING.fullmatch(view.clause)
    return found["verb"] if found else ""
