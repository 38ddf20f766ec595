"""Records by what people call them: ids for titles, and for ids what stands in a list to choose from."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from langhoc import vietnamese
from langhoc.doors.answers.refusal import Refused
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record, is_id

_WITH_ID = re.compile(r"(.*?)\s*\[([a-z0-9-]+)\]", re.DOTALL)
_SHOWN_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A record and its names, the one that is shown first."""

    id: str
    kind: str
    names: tuple[str, ...]


def named(record: Record) -> Named:
    """A record by its title in each language, and by what else it is called."""
    also = [*getattr(record, "aliases", ()), *getattr(record, "also", ())]
    names = [text for said in (record.title, *also) for text in said.texts()]
    return Named(record.id, record.kind, tuple(dict.fromkeys(names)))


@dataclass(frozen=True)
class Names:
    """The records of a catalogue, and those that a sheet will add to it."""

    all: tuple[Named, ...]
    _by_id: dict[str, Named] = field(default_factory=dict)
    _exact: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    _folded: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.all:
            self._by_id[one.id] = one
            for name in one.names:
                self._exact[_exact(name)].append(one)
                self._folded[_folded(name)].append(one)

    def choices(self, kinds: Sequence[str]) -> list[str]:
        """What stands in a list of records of `kinds`, in the order of their names."""
        fit = [one for one in self.all if one.kind in kinds]
        return [_shown(one) for one in sorted(fit, key=lambda one: vietnamese.sort_key(one.names[0]))]

    def shown(self, id: str) -> str:
        """As "Xã Mẫu [xa-mau]"; an id that no record has stands as it is."""
        return _shown(self._by_id[id]) if id in self._by_id else id

    def kind_of(self, id: str) -> str | None:
        return self._by_id[id].kind if id in self._by_id else None

    def id_of(self, text: str, kinds: Sequence[str]) -> str:
        """The id that `text` means: itself, one in brackets behind a name, or that of the one record of that name.

        Raises Refused where several records are called so, or none. An id that no record has is given back: that it
        is unknown is told of the record.
        """
        match = _WITH_ID.fullmatch(text)
        if match and match[2] in self._by_id:
            return match[2]
        if text in self._by_id:
            return text
        name = match[1] if match and match[1] else text
        fit = [one for one in self._called(name) if one.kind in kinds]
        if len(fit) == 1:
            return fit[0].id
        if fit:
            params = {"name": name, "records": ", ".join(_shown(one) for one in fit[:_SHOWN_AT_MOST])}
            hint = Message(_("Write which one, with its id: {records}."), params)
            raise Refused("ambiguous", Message(_("Several are called “{name}”."), params), hint)
        if match or is_id(text):
            return match[2] if match else text
        raise Refused(
            "unknown-reference", Message(_("Nothing is called “{name}”."), {"name": name}), self._near(name, kinds)
        )

    def _called(self, name: str) -> list[Named]:
        found = self._exact.get(_exact(name)) or self._folded.get(_folded(name)) or []
        return list({one.id: one for one in found}.values())

    def _near(self, name: str, kinds: Sequence[str]) -> Message | None:
        fit = {folded: ones[0] for folded, ones in self._folded.items() if ones[0].kind in kinds}
        near = difflib.get_close_matches(_folded(name), fit, n=1, cutoff=0.7)
        return Message(_("Did you mean “{meant}”?"), {"meant": _shown(fit[near[0]])}) if near else None

    def with_others(self, others: Iterable[Named]) -> Names:
        """With records that are not in the catalogue yet."""
        return Names((*self.all, *(one for one in others if one.id not in self._by_id)))


def _shown(one: Named) -> str:
    name = " ".join(one.names[0].split())
    return f"{name} [{one.id}]"


def _exact(name: str) -> str:
    return " ".join(vietnamese.clean(name).text.casefold().split())


def _folded(name: str) -> str:
    return " ".join(vietnamese.words(name))


def all_named(records: Iterable[Record]) -> Iterator[Named]:
    return map(named, records)
