"""An imaginary catalogue -> the same records as Markdown pages: the same words, facts as a list, links to places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import words
from imaginary import Data, Entry, Sample

_DAYS = dict(words.WEEKDAYS)
_NTH = {1: "đầu tiên", 2: "thứ hai", 3: "thứ ba", -1: "cuối cùng"}
_NAMES = {
    **dict(words.CENTRE_TYPES),
    **dict(words.OFFER_TYPES),
    **dict(words.AMENITIES),
    **dict(words.ACCESSIBILITY),
    **dict(words.COST_UNITS),
    **dict(words.AUDIENCES),
    **{id_: title for id_, title, _also, _learned in words.TOPICS},
}


def markdown_files(made: Sample) -> Iterator[tuple[str, str]]:
    """Path below docs/ -> text, for each record, for the two lists, and for the home page."""
    areas = {area["id"]: area["title"] for area in made.areas}
    centres = {centre.id: centre for centre in made.centres}
    yield "index.md", "# Danh mục tưởng tượng\n\n- [Nơi học](centres/index.md)\n- [Lớp học](offers/index.md)\n"
    yield "centres/index.md", _list("Nơi học", made.centres)
    yield "offers/index.md", _list("Lớp học", made.offers)
    for centre in made.centres:
        yield f"centres/{centre.id}.md", _centre(centre.data, areas)
    for offer in made.offers:
        yield f"offers/{offer.id}.md", _offer(offer.data, centres[offer.data["places"][0]], areas)


def _list(title: str, entries: tuple[Entry, ...]) -> str:
    rows = [f"- [{entry.data['title']}]({entry.id}.md)" for entry in entries]
    return "\n".join([f"# {title}", "", *rows, ""])


def _centre(data: Data, areas: Mapping[str, str]) -> str:
    facts = [
        ("Loại", _NAMES[data["type"]]),
        ("Địa bàn", areas[data["area"]]),
        ("Địa chỉ", data["address"]),
        ("Gần", ", ".join(data["near"])),
        ("Giờ mở cửa", "; ".join(_opening(opening) for opening in data["hours"]["openings"])),
        ("Có sẵn", _named(data["amenities"])),
        ("Người khuyết tật", _named(data["accessibility"])),
        ("Giữ xe", data["parking"]),
    ]
    return _page(data, facts)


def _offer(data: Data, centre: Entry, areas: Mapping[str, str]) -> str:
    facts = [
        ("Loại", _NAMES[data["type"]]),
        ("Nơi học", f"[{centre.data['title']}](../centres/{centre.id}.md), {areas[centre.data['area']]}"),
        ("Lịch học", "; ".join(_session(session) for session in data["sessions"])),
        ("Từ ngày", f"{_day(data['starts_on'])} đến {_day(data['ends_on'])}"),
        ("Học phí", _cost(data["cost"])),
        ("Ghi danh đến", _day(data["enrolment"]["closes"])),
        ("Chủ đề", _named(data["topics"])),
        ("Dành cho", _named(data["audiences"])),
        ("Ích lợi", data["gain"]),
        ("Mang theo", data["bring"]),
    ]
    return _page(data, facts)


def _page(data: Data, facts: list[tuple[str, str]]) -> str:
    (contact,), (source,) = data["contacts"], data["sources"]
    listed = "\n".join(f"- **{name}**: {value}" for name, value in facts if value)
    return f"""---
title: "{data["title"]}"
description: "{data["summary"]}"
---

Bản ghi mẫu: không có thật.

{data["summary"]}

{listed}

## Liên hệ

- {contact["role"]}: [{contact["phone"]}](tel:{contact["phone"].replace(" ", "")}), {contact["calling_hours"]}

## Mô tả

{data["description"]}

## Nguồn

Đã kiểm tra ngày {_day(data["checked_on"])}, {data["checked_by"]}.

- {source["title"]} ({source["place"]}), {_day(source["date"])}
"""


def _named(codes: list[str]) -> str:
    return ", ".join(_NAMES[code] for code in codes)


def _opening(opening: Data) -> str:
    return f"{_days(opening['days'])}, {opening['opens']}–{opening['closes']}"


def _session(session: Data) -> str:
    said = f"{_days(session['days'])}, {session['from']}–{session['to']}"
    if "every" in session:
        said += f", cách {session['every']} tuần"
    if "nth" in session:
        said += f", tuần {_NTH[session['nth']]} trong tháng"
    if "except" in session:
        said += f", trừ {_day(session['except'][0])}"
    return said + "".join(f", {_day(change['date'])} nghỉ" for change in session.get("changes", ()))


def _days(days: list[str]) -> str:
    return "mỗi ngày" if len(days) == len(_DAYS) else ", ".join(_DAYS[day] for day in days)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _cost(cost: Data) -> str:
    return f"{cost['amount']:,} đồng một {_NAMES[cost['unit']]}".replace(",", ".") if cost["amount"] else "miễn phí"
