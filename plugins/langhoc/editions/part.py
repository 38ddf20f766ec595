"""What of a site goes into a copy: what may leave the house; of one area, what is there and all that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from langhoc.catalogue import Catalogue, for_use
from langhoc.editions.resources import may_be_copied
from langhoc.model import Area, ConsentScope, Record, Resource
from langhoc.model.offer import Mode
from langhoc.site.build import Plan

_OTHER_LANGUAGE = re.compile(r'<a class="lh-language"[^>]*>[^<]*</a>\s*')


def plan_of_copy(plan: Plan, today: date) -> Plan:
    """As `plan`, of what may go out as a copy; nothing for editors, who need a network."""
    catalogue = may_be_copied(for_use(plan.catalogue, ConsentScope.COPIES, today))
    settings = catalogue.settings.model_copy(update={"editing": None, "repository": None})
    return replace(plan, catalogue=replace(catalogue, settings=settings))


def in_area(plan: Plan, area: Area | None) -> Plan:
    """As `plan`, of that area where one is meant."""
    return replace(plan, catalogue=part_of(plan.catalogue, area)) if area else plan


def in_language(plan: Plan, language: str) -> Plan:
    """As `plan`, in one of the catalogue's languages alone: a second one would double what is made of it. Its pages lie
    where they lie in the site, and lead to none in others.
    """
    frames = {key: frame.edited(_alone) for key, frame in plan.host.frames.items() if key[0] == language}
    return replace(plan, only_in=language, host=replace(plan.host, frames=frames))


def _alone(frame: str) -> str:
    return _OTHER_LANGUAGE.sub("", frame)


def part_of(catalogue: Catalogue, area: Area) -> Catalogue:
    """What is in the area, held there, or open to all on the internet, with every record that these name, so that no
    page leads to one that is not there; of areas besides only those around them.
    """
    wanted = {one.id for one in chain(_there(catalogue, area), _everywhere(catalogue))}
    named = {found.record.id: found.named for found in catalogue.found}
    ahead = list(wanted)
    while ahead:
        others = {target for target in named.get(ahead.pop(), ()) if target in named} - wanted
        wanted |= others
        ahead += others
    there = tuple(found for found in catalogue.found if found.record.id in wanted)
    return replace(catalogue, found=there, only_of=area)


def _everywhere(catalogue: Catalogue) -> Iterator[Record]:
    """Classes that are held online, and what can be read of libraries that are nowhere else."""
    yield from (one for one in catalogue.offers if one.mode is Mode.ONLINE and not one.places)
    online = {library.id for library in catalogue.libraries if library.is_online_only}
    yield from (one for one in catalogue.all_of(Resource) if one.library is None or one.library in online)


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
