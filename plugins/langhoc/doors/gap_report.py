"""What is missing in a catalogue, for those who look after it: as text, Markdown and JSON, and for each body apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from langhoc.catalogue import Catalogue, Counts, gaps, orphans, stale_by_body
from langhoc.i18n import mark as _
from langhoc.model import Area, Record
from langhoc.phrases import Phrases
from langhoc.problems import plain

STALE_MARK = "<!-- langhoc:stale:{body} -->"
"""How the monthly list of a body is found again. It cannot be seen."""
NOBODY = "_"
"""Stands for the body of records that name none: no id is called so."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a list: `day` is when somebody looked at it last."""

    id: str
    kind: str
    title: str
    file: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Commune:
    """What a commune has; `found` is what a survey there found, None where nobody has told."""

    id: str
    title: str
    counts: Counts
    found: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """What a body should look at again; id NOBODY and no title for what names no body."""

    id: str
    title: str
    stale: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GapReport:
    """All of it, in one language. `address` is that of the repository's files, "" where nobody has said it."""

    today: date
    language: str
    address: str
    communes: tuple[Commune, ...]
    unchecked: tuple[Line, ...]
    orphans: tuple[Line, ...]
    bodies: tuple[Body, ...]


def gap_report(catalogue: Catalogue, today: date, language: str) -> GapReport:
    found = gaps(catalogue, today)
    nothing = Counts(0, 0, 0, 0)
    areas = catalogue.sorted([*found.with_places, *found.empty])
    lines = _Lines(catalogue, language)
    return GapReport(
        today,
        language,
        (catalogue.settings.repository or "").rstrip("/"),
        tuple(_commune(area, found.counts.get(area.id, nothing), language) for area in areas),
        lines.of(found.unchecked),
        lines.of(orphans(catalogue)),
        tuple(
            Body(body or NOBODY, catalogue.record(body).title.said(language).text if body else "", lines.of(stale))
            for body, stale in stale_by_body(catalogue, today).items()
        ),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    catalogue: Catalogue
    language: str

    def of(self, records: Sequence[Record]) -> tuple[Line, ...]:
        return tuple(
            Line(one.id, one.kind, one.title.said(self.language).text, self.catalogue.file_of(one), one.checked_on)
            for one in records
        )


def _commune(area: Area, counts: Counts, language: str) -> Commune:
    found = area.surveyed.finding.value if area.surveyed else None
    return Commune(area.id, area.title.said(language).text, counts, found)


# As text, for a terminal


def as_text(report: GapReport, stale_only: bool) -> str:
    phrases = Phrases(report.language)
    parts = [_stale_text(report, phrases)]
    if not stale_only:
        parts = [_communes_text(report, phrases), *parts, *_loose_text(report, phrases)]
    return "\n".join(parts)


def _communes_text(report: GapReport, phrases: Phrases) -> str:
    empty = [one for one in report.communes if not one.counts.places]
    heading = phrases.say(
        _("Communes with places to learn: {n} of {all}"), n=len(report.communes) - len(empty), all=len(report.communes)
    )
    rows = [f"  {one.title}: {_counts_said(one.counts, phrases)}" for one in report.communes if one.counts.places]
    missing = [f"  {one.title}: {_finding_said(one, phrases)}" for one in empty]
    return _block(heading, rows) + "\n" + _block(phrases.say(_("Without a place to learn: {n}"), n=len(empty)), missing)


def _counts_said(counts: Counts, phrases: Phrases) -> str:
    return phrases.say(
        _("places: {places}, classes: {classes}, free: {free}, in the evening: {evenings}"), **counts._asdict()
    )


def _finding_said(commune: Commune, phrases: Phrases) -> str:
    return phrases.say(_FINDINGS[commune.found])


_FINDINGS = {
    None: _("nobody has told yet"),
    "none": _("searched, none found"),
    "some": _("searched, some found, not written yet"),
}


def _stale_text(report: GapReport, phrases: Phrases) -> str:
    blocks = [
        _block(f"{_body_said(body, phrases)}: {len(body.stale)}", [f"  {_line(one, phrases)}" for one in body.stale])
        for body in report.bodies
    ]
    count = len({one.id for body in report.bodies for one in body.stale})
    heading = phrases.say(_("To be looked at again: {n}"), n=count)
    return "\n".join([f"{heading}\n", *blocks])


def _loose_text(report: GapReport, phrases: Phrases) -> list[str]:
    lists = ((_("Never checked: {n}"), report.unchecked), (_("Named by nothing: {n}"), report.orphans))
    return [
        _block(phrases.say(heading, n=len(lines)), [f"  {one.title} ({one.file})" for one in lines])
        for heading, lines in lists
    ]


def _line(line: Line, phrases: Phrases) -> str:
    return f"{line.title} ({line.file}): {phrases.short_day(line.day) if line.day else ''}"


def _body_said(body: Body, phrases: Phrases) -> str:
    return body.title or phrases.say(_("Nobody is named as responsible"))


def _block(heading: str, rows: Sequence[str]) -> str:
    return "\n".join([heading, *rows]) + "\n"


# As Markdown, for a page of the Git host


def as_markdown(report: GapReport, stale_only: bool) -> str:
    phrases = Phrases(report.language)
    parts = [
        f"## {plain(_body_said(body, phrases))}\n\n{_checklist(body.stale, report, phrases)}" for body in report.bodies
    ]
    if not stale_only:
        table = _communes_table(report, phrases)
        loose = (
            (_("Never checked: {n}"), report.unchecked),
            (_("Named by nothing: {n}"), report.orphans),
        )
        parts = [
            table,
            *parts,
            *(f"## {phrases.say(name, n=len(all_))}\n\n{_checklist(all_, report, phrases)}" for name, all_ in loose),
        ]
    return "\n".join(parts)


def _communes_table(report: GapReport, phrases: Phrases) -> str:
    columns = [phrases.say(name) for name in (_("Commune"), _("Places"), _("Classes"), _("Free"), _("Evenings"))]
    rows = [[plain(one.title), *map(str, one.counts)] for one in report.communes]
    lines = [columns, ["---", *["--:"] * len(Counts._fields)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _checklist(lines: Sequence[Line], report: GapReport, phrases: Phrases) -> str:
    return "".join(f"- [ ] {_linked(line, report.address)}{_since(line, phrases)}\n" for line in lines)


def _linked(line: Line, address: str) -> str:
    title = plain(line.title)
    return f"[{title}]({address}/{line.file})" if address else f"{title} <code>{plain(line.file)}</code>"


def _since(line: Line, phrases: Phrases) -> str:
    if line.day is None:
        return ""
    return " – " + phrases.say(_("last checked on {day}"), day=phrases.short_day(line.day))


def body_page(body: Body, report: GapReport) -> str:
    """What one body is asked to look at again: a title on the first line, then a blank one, then the text."""
    phrases = Phrases(report.language)
    title = phrases.say(_("To be looked at again: {body}"), body=_body_said(body, phrases))
    asked = phrases.say(
        _(
            "Nobody has looked at these for long. Please look: is it still right? Mend what is wrong, and write "
            "today's day behind checked_on. This list renews itself each month, and is closed when it is empty."
        )
    )
    mark = STALE_MARK.format(body=body.id)
    return f"{_one_line(title)}\n\n{mark}\n{asked}\n\n{_checklist(body.stale, report, phrases)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


# As JSON


def as_json(report: GapReport, stale_only: bool) -> str:
    stale = [{"body": body.id, "title": body.title, "records": _rows(body.stale)} for body in report.bodies]
    rows: dict[str, Any] = {"today": report.today.isoformat(), "stale": stale}
    if not stale_only:
        rows["communes"] = [
            {"id": one.id, "title": one.title, **one.counts._asdict(), "surveyed": one.found} for one in report.communes
        ]
        rows["unchecked"], rows["orphans"] = _rows(report.unchecked), _rows(report.orphans)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _rows(lines: Sequence[Line]) -> list[dict[str, str | None]]:
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "title": one.title,
            "file": one.file,
            "checked_on": str(one.day) if one.day else None,
        }
        for one in lines
    ]


GAP_FORMATS: dict[str, Callable[[GapReport, bool], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}
