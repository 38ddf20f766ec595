"""Which record of the catalogue a row is: by its id, else by its title and where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from langhoc import vietnamese
from langhoc.doors.answers.columns import ID
from langhoc.doors.answers.refusal import Refused
from langhoc.doors.keys import Takes, keys
from langhoc.doors.new_file import free_id
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model import Record, is_id
from langhoc.reading import Found

# What says where a record is: of a class its places, of a commune its province.
_WHERE = ("area", "parent", "places", "library")
_SHOWN_AT_MOST = 2


@cache
def where_key(model: type[Record]) -> str | None:
    """The key by which records of the same title are told apart; None for kinds that are nowhere."""
    names = {key.name for key in keys(model) if key.takes is Takes.REFERENCE}
    return next((name for name in _WHERE if name in names), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says of its record: an id, titles by language, ids of where it is; each may be missing."""

    id: str | None
    titles: Mapping[str, str]
    where: frozenset[str]

    def title_in(self, languages: Iterable[str]) -> str:
        """The title in the first of the languages that has one."""
        return next((self.titles[code] for code in languages if code in self.titles), "")


@dataclass
class Matches:
    """The records of one kind, to be found by their titles; and the ids that are taken, by whichever record."""

    kind: str
    languages: tuple[str, ...]
    taken: dict[str, str]
    """Kinds by ids: those of all records, and what they were called before."""
    _by_id: dict[str, Found] = field(default_factory=dict)
    _by_slug: dict[tuple[str, str], list[Found]] = field(default_factory=lambda: defaultdict(list))
    _where: str | None = None

    @classmethod
    def of(cls, kind: str, model: type[Record], found: Iterable[Found], languages: tuple[str, ...]) -> Matches:
        matches = cls(kind, languages, {})
        matches._where = where_key(model)
        for one in found:
            matches._take(one)
        return matches

    def _take(self, one: Found) -> None:
        record = one.record
        self.taken[record.id] = record.kind
        for former in record.formerly:
            self.taken.setdefault(former.rpartition("/")[2], record.kind)
        if record.kind != self.kind:
            return
        self._by_id[record.id] = one
        for code, text in record.title.by_language:
            self._by_slug[code, vietnamese.slug(text)].append(one)

    def find(self, wanted: Wanted) -> Found | None:
        """The record that a row is; None for a new one. Raises Refused where it may be several, or can be none."""
        if wanted.id is not None:
            return self._of_id(wanted.id)
        if not wanted.titles:
            hint = Message(_("Write the name of the record, or its id."))
            raise Refused("missing-key", Message(_("The row has no name.")), hint)
        same = list(
            {one.record.id: one for code, text in wanted.titles.items() for one in self._called(code, text)}.values()
        )
        here = [one for one in same if wanted.where and self.where(one) == wanted.where]
        unknown = [one for one in same if not (wanted.where and self.where(one))]
        fit = here or unknown
        if len(fit) > 1:
            fit.sort(key=lambda one: one.record.id)
            records = [
                f"{one.record.title.said(self.languages[0]).text} [{one.record.id}]" for one in fit[:_SHOWN_AT_MOST]
            ]
            params = {"title": wanted.title_in(self.languages), "records": ", ".join(records)}
            hint = Message(_("Write into the column {column} which one it is: {records}."), {**params, "column": ID})
            raise Refused("ambiguous", Message(_("“{title}” may be several records."), params), hint)
        return fit[0] if fit else None

    def _called(self, code: str, text: str) -> list[Found]:
        return self._by_slug.get((code, vietnamese.slug(text)), [])

    def _of_id(self, id: str) -> Found | None:
        if id in self._by_id:
            return self._by_id[id]
        if id in self.taken:
            message = Message(_("The id “{id}” belongs to a record of another kind, or did so before."), {"id": id})
            raise Refused("duplicate-id", message)
        # It becomes the name of a file.
        if not is_id(id):
            raise Refused("bad-id", Message(_("“{text}” is not an id."), {"text": id}), _write_one())
        return None

    def where(self, one: Found) -> frozenset[str]:
        """Where a record is, as ids."""
        value = getattr(one.record, self._where) if self._where else None
        return frozenset((value,) if isinstance(value, str) else value or ())

    def new_id(self, wanted: Wanted) -> str:
        """An id for a new record, which is its own from now on. Raises Refused where its title gives none."""
        id = wanted.id or self._free_id(wanted)
        self.taken[id] = self.kind
        return id

    def _free_id(self, wanted: Wanted) -> str:
        title = wanted.title_in(self.languages)
        free = free_id(title, sorted(wanted.where)[:1], self.taken)
        if free is None:
            raise Refused("bad-id", Message(_("No id can be made of “{title}”."), {"title": title}), _write_one())
        return free


def _write_one() -> Message:
    return Message(_("Write an id into the column {column}: small letters a–z, digits, hyphens."), {"column": ID})
