"""A catalogue -> that of one area: what is there, and all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from langhoc.catalogue import Catalogue
from langhoc.model import Area, Record
from langhoc.model.offer import Mode


def part_of(catalogue: Catalogue, area: Area) -> Catalogue:
    """What is in the area, held there, or open to all on the internet, with every record that these name, so that no
    page leads to one that is not there; of areas besides only those around them.
    """
    online = (one for one in catalogue.offers if one.mode is Mode.ONLINE and not one.places)
    wanted = {one.id for one in chain(_there(catalogue, area), online)}
    named = {found.record.id: found.named for found in catalogue.found}
    ahead = list(wanted)
    while ahead:
        others = {target for target in named.get(ahead.pop(), ()) if target in named} - wanted
        wanted |= others
        ahead += others
    return replace(catalogue, found=tuple(found for found in catalogue.found if found.record.id in wanted))


def _there(catalogue: Catalogue, area: Area) -> Iterator[Record]:
    yield from catalogue.ancestors(area)
    for one in _with_below(catalogue, area):
        yield one
        yield from catalogue.places_in(one)
        yield from catalogue.offers_in(one)
        yield from catalogue.events_in(one)
        yield from catalogue.halting_in(one)
        yield from (record for record in catalogue.naming(one, Record) if getattr(record, "area", None) == one.id)


def _with_below(catalogue: Catalogue, area: Area) -> Iterable[Area]:
    yield area
    for child in catalogue.children(area):
        yield from _with_below(catalogue, child)
