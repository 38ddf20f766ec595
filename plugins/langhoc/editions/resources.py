"""Which books, lessons and recordings of a catalogue go into a copy: what may be handed on, within a budget."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from langhoc.catalogue import Catalogue
from langhoc.model import Resource
from langhoc.reading import Found


@dataclass(frozen=True, slots=True)
class Chosen:
    """Files of data/media/ by their names, with their sizes in bytes; how many there was no room for, and how many are
    about other topics.
    """

    files: Mapping[str, int]
    left_out: int
    off_topic: int = 0


def may_be_copied(catalogue: Catalogue) -> Catalogue:
    """Without the files of resources whose licence does not let everybody hand them on."""
    free = (one for one in catalogue.all_of(Resource) if one.may_be_copied)
    return with_files(catalogue, {name for one in free for name in _own_files(one)})


def chosen(catalogue: Catalogue, topics: Collection[str], budget: int) -> Chosen:
    """Of resources on one of the topics (of all, where none is named) as many files as have no more than `budget` bytes
    together, the smallest first, so that most find room.
    """
    resources = catalogue.all_of(Resource)
    on_topic = (one for one in resources if not topics or set(topics) & set(one.topics))
    wanted = {name: catalogue.media[name].bytes for one in on_topic for name in _own_files(one)}
    known = {name for one in resources for name in _own_files(one)}
    taken: dict[str, int] = {}
    for name, size in sorted(wanted.items(), key=lambda one: (one[1], one[0])):
        if sum(taken.values()) + size > budget:
            break
        taken[name] = size
    return Chosen(taken, len(wanted) - len(taken), len(known) - len(wanted))


def with_files(catalogue: Catalogue, names: Collection[str], folder: str = "") -> Catalogue:
    """With only those files of its resources; they lie in `folder`, a path from the site's top, where one is named."""
    found = tuple(_with_files(one, names) for one in catalogue.found)
    there = {name: replace(catalogue.media[name], beside=f"{folder}/{name}") for name in names if folder}
    return replace(catalogue, found=found, media={**catalogue.media, **there})


def _with_files(one: Found, names: Collection[str]) -> Found:
    resource = one.record
    if not isinstance(resource, Resource) or not _own_files(resource):
        return one
    files = tuple(file for file in resource.files if not file.path or file.path in names)
    return replace(one, record=resource.model_copy(update={"files": files}))


def _own_files(resource: Resource) -> Iterator[str]:
    return (file.path for file in resource.files if file.path)
