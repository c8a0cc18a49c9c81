"""Labels that lean on the words before: a verb or a mean that stands alone takes its noun from there."""

import regex

from extract.quantities.label_views import View
from extract.quantities.label_words import ROLES, any_of
from extract.quantities.labels import LONGEST, MEASURE_NOUN, WEAK, last_clause, strip_leads, subject_words

DEED = regex.compile(f"(?:新|共|多)?{any_of('act', 'deed')}{{1,2}}")
GAIN = regex.compile(any_of("gain"))
HEADING = regex.compile(
    r"(?:^|[；。，\s])(?P<noun>\p{Han}{2,10})(?<!说|道|示|称|介绍|指出|透露|记者|报道|讯|认为|强调)(?:[（(][^）)]*[）)])?：[^：，。；]*$"
)


def topic_before(view: View) -> str:
    """The clause before, where the number's own clause names only a place or a verb."""
    own = last_clause(view.left).strip()
    return view.topic if own and (not view.inherited or strip_leads(own)) else ""


def deed_alone(view: View) -> str:
    """化解862起 after 排查矛盾纠纷890起: a verb without an object has the one before it."""
    own = subject_words(view.left)
    if view.changed or not DEED.fullmatch(own):
        return ""
    before = view.topic or view.inherited or view.subject
    thing = object_of(before)
    return own + thing if thing and thing != own and len(own + thing) <= LONGEST else own


def mean_alone(view: View) -> str:
    """日均 after 发送旅客: a mean is one of what stands before."""
    own = subject_words(view.left)
    before = view.topic or view.inherited or view.subject
    if own not in ROLES["mean"] or not before:
        return ""
    return own + object_of(before)


def object_of(label: str) -> str:
    """What is left of 排查矛盾纠纷 without its verb."""
    verb = DEED.match(label)
    return label[verb.end() :] if verb and len(label) - verb.end() >= 2 else label


def gained(view: View) -> str:
    """户均增收: the verb of the change is the measure, unless a measure stands before it."""
    verb = GAIN.match(view.led)
    own = subject_words(view.left)
    if not verb or MEASURE_NOUN.search(own):
        return ""
    if WEAK.fullmatch(own) and own not in ROLES["mean"]:
        own = ""
    who = own or view.topic or view.inherited
    return who + verb.group() if len(who) < LONGEST else verb.group()


def headed(view: View) -> str:
    """白菜：每斤1.2元: a heading names what its line counts."""
    found = HEADING.search(view.left)
    return found["noun"] if found else ""
