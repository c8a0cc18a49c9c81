"""What a person chose to see, as the URL of a page says it."""

from collections.abc import Mapping

from extract.library.filters import FACET_NAMES, FACETS, ORDERS, Facet, Filters

__all__ = ["FACETS", "ORDERS", "Facet", "Filters", "from_query"]


def from_query(parameters: Mapping[str, list[str]]) -> Filters:
    """The filters that the parameters of a URL say; parameters of other meaning are passed over."""
    chosen = {name: tuple(dict.fromkeys(filter(None, parameters.get(name, ())))) for name in FACET_NAMES}
    return Filters(q=" ".join(parameters.get("q", ())), **chosen)
