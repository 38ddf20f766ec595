"""Records: each kind of value by itself, what is refused, and that a record survives being kept."""

from __future__ import annotations

import copy
import json
import os
import pickle
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from tests.vectors import ADDRESSES

from langhoc.cache import open_cache
from langhoc.model import KINDS, LocalText, Location, Offer, Record, Settings, is_id, is_safe_url, references
from langhoc.model.scalars import PLACES, Clock, Count, Day, Decimal, Email, Id, Phone, Word, YesNo
from langhoc.model.settings import languages_of
from langhoc.model.text import Said, Summary
from langhoc.reading.files import RecordFile
from langhoc.reading.memory import Memory, _Kept, _pickled, _unpickled
from langhoc.reading.record_file import FileReading, Found, read_content
from langhoc.reading.validation import validated
from langhoc.workers import ALONE

LANGUAGES = ("vi", "en")
TINY = Path(__file__).parent / "fixtures" / "tiny" / "data"
OFFER = {"id": "lop-mau", "title": "Lớp Mẫu", "type": "class"}


def value(kind: Any, text: object) -> Any:
    return TypeAdapter(kind).validate_python(text)


def codes(kind: Any, data: object, languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    """The types of the errors that pydantic finds, those raised together one by one."""
    try:
        TypeAdapter(kind).validate_python(data, context={"languages": languages})
    except ValidationError as error:
        found = [(e["type"], (e.get("ctx") or {}).get("errors", ())) for e in error.errors()]
        return [code for kind_of, several in found for code in ([e.type for e in several] or [kind_of])]
    return []


def hint(kind: Any, text: str) -> str | None:
    with pytest.raises(ValidationError) as caught:
        value(kind, text)
    (error,) = caught.value.errors()
    said = error["ctx"]["hint"]
    return said.said() if said else None


# Single values


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Day, "2024-02-29", date(2024, 2, 29)), (Day, " 2026-11-21 ", date(2026, 11, 21)),
        (Clock, "00:00", time(0)), (Clock, "23:59", time(23, 59)),
        (YesNo, "true", True), (YesNo, "false", False),
        (Count, "0", 0), (Count, "1500000", 1500000), (Count, "007", 7),
        (Decimal, "10.7769", 10.7769), (Decimal, "10", 10.0), (Decimal, "-0.5", -0.5), (Decimal, "-0", 0.0),
        (Id, "lop-10-gdtx", "lop-10-gdtx"), (Word, " học ", "học"),
        (Phone, "028 3822 5055", "028 3822 5055"), (Phone, "1022", "1022"),
        (Email, "a.b+c@mau.example", "a.b+c@mau.example"),
    ],
)  # fmt: skip
def test_values_mean_what_they_look_like(kind: Any, text: str, meant: object) -> None:
    """Texts become dates, times and numbers only where a key takes one."""
    assert value(kind, text) == meant


@pytest.mark.parametrize(
    ("kind", "code", "texts"),
    [
        (Day, "bad-date", ["2026-02-30", "2023-02-29", "0000-01-01", "21/11/2026", "2026-1-5", "mai"]),
        (Day, "bad-date", ["２０２６-11-21", "٢٠٢٦-11-21", "2026-11-21T08:00", "20261121", "-2026-11-21"]),
        (Clock, "bad-time", ["24:00", "23:60", "8:00", "8h00", "18.30", "18:30:00", "6 giờ tối", "１８:30"]),
        (YesNo, "bad-yes-no", ["yes", "no", "True", "có", "không", "1", "on"]),
        (Count, "bad-number", ["1.500.000", "1,500", "1 500", "1e6", "+5", "0x1F", "½", "１２", "nhiều", "9" * 16]),
        (Count, "out-of-range", ["-1", "9" * 15]),
        (Decimal, "bad-number", ["10,5", "1e400", "nan", "inf", ".5", "5.", "10.5°"]),
        (Id, "bad-id", ["Lop", "lop_mau", "lớp", "-a", "a-", "a--b", "a.b", "../a", "a" * 81]),
        (Id, "bad-id", ["con", "nul", "com1"]),
        (Phone, "bad-phone", ["12345", "0901 234", "gọi cô Ba", "0900 000 000 / 0900 000 001", "+1 212 555 0100"]),
        (Email, "bad-email", ["a", "a@b", "a b@c.vn", "nhà@mẫu.vn", "a@b..vn", "<a@b.vn>", "mailto:a@b.vn"]),
    ],
)  # fmt: skip
def test_values_that_are_refused(kind: Any, code: str, texts: list[str]) -> None:
    """With a code of their own, so that the message can say what is expected."""
    assert {text: codes(kind, text) for text in texts} == {text: [code] for text in texts}


@pytest.mark.parametrize("kind", [Day, Clock, YesNo, Count, Decimal, Id, Word, Phone, Email, LocalText])
def test_no_text_and_no_value_at_all(kind: Any) -> None:
    """Empty is empty whatever was expected, and a list is no text."""
    assert codes(kind, "") == codes(kind, " \t\u3000") == codes(kind, None) == ["empty-text"]
    assert codes(kind, ["a"]) == ["expected-text"]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Day, "21/11/2026", "2026-11-21"), (Day, "5.1.2026", "2026-01-05"), (Day, "2026-1-5", "2026-01-05"),
        (Day, "31/02/2026", "year, month, day"), (Day, "mai", "year, month, day"),
        (Clock, "8h00", "08:00"), (Clock, "8h", "08:00"), (Clock, "18.30", "18:30"), (Clock, "8 giờ 30 phút", "08:30"),
        (Clock, "19g15", "19:15"), (Clock, "8h75", "hours and minutes"), (Clock, "tối", "hours and minutes"),
        (YesNo, "có", "true"), (YesNo, "không", "false"), (YesNo, "yes", "true"), (YesNo, "no", "false"),
        (Count, "1.500.000đ", "1500000"), (Count, "1 500 000 VNĐ", "1500000"), (Count, "150,000 đồng", "150000"),
        (Count, "150000₫", "150000"), (Decimal, "10,77", "10.77"),
        (Id, "Lớp Mẫu 2", "lop-mau-2"), (Id, "Đường sách", "duong-sach"),
    ],
)  # fmt: skip
def test_a_hint_says_what_to_write(kind: Any, text: str, said: str) -> None:
    """Everyday Vietnamese writing is understood well enough to say it the expected way."""
    assert said in (hint(kind, text) or "")


@pytest.mark.parametrize(
    ("kind", "text"), [(Count, "9" * 16), (Count, "1,50"), (Decimal, "1,2,3"), (Id, "con"), (Id, "!")]
)
def test_a_hint_is_never_what_was_refused(kind: Any, text: str) -> None:
    """Where nothing sensible can be meant, nothing is proposed."""
    assert hint(kind, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://mau.example",
        "http://mau.example:8080/a?b=c#d",
        "HTTPS://MAU.EXAMPLE/%C3%A1",
        "https://thưviện.example/sách",
        "https://[::1]/",
    ],
)
def test_addresses_that_are_allowed(text: str) -> None:
    """Web addresses, with Vietnamese letters too."""
    assert is_safe_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "ftp://mau.example", "mailto:a@mau.example", "blob:https://mau.example/x",
        "//mau.example", "/lop", "lop.html", "mau.example", "https:mau.example", "https:/mau.example", "https://",
        "https:///mau.example", "https://?x", "https://#x", "https://...", "https://mau.example:99999/", "https://mau.example:x/",
        "https://khac@mau.example", "https://mau.example@khac.example", "https://a:b@mau.example", "https://[::1",
        "https://mau.example/a b", "https://mau.example/\n", "https://mau.example\\@khac.example",
        "https:\\\\mau.example",
        'https://mau.example/"onclick="x', "https://mau.example/<script>", "https://mau.example/\x00", "https://mau.example/\x7f",
        "https://mau.example/\u202egpj.exe", "https://mau\u200b.example", "https://mau\u00ad.example", "https://mau.example\uff0fkhac",
        "https://mau.example\u2100", "https\u2236//mau.example", "https://mau\u3000.example", "https://mau.example/\u2028x",
        "\x01javascript:alert(1)", " https://mau.example",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(text: str) -> None:
    """Whatever a browser could read as code, as another host, or as something that is not there."""
    assert not is_safe_url(text)


@given(st.text(max_size=40) | st.builds("https://{}".format, st.text(max_size=40)))
def test_addresses_never_raise(text: str) -> None:
    """Any text is allowed or refused; an allowed one has no sign that ends an attribute."""
    assert not is_safe_url(text) or not set(text) & set('"<> \n\\')


@given(st.text(max_size=100))
def test_ids_are_names_for_every_file_system(text: str) -> None:
    """Whatever passes for an id is ASCII, short, and names no folder above."""
    assert not is_id(text) or (text.isascii() and text == text.lower() and "/" not in text and "." not in text)


def test_the_bounds_of_the_country() -> None:
    """Points of Viet Nam with its islands pass; latitude and longitude swapped do not."""
    assert codes(Location, {"latitude": "8.56", "longitude": "111.9"}) == []
    assert codes(Location, {"latitude": "106.7", "longitude": "10.8"}) == ["out-of-range", "out-of-range"]


# Texts in languages


def text(data: object, languages: tuple[str, ...] = LANGUAGES) -> LocalText:
    found: LocalText = TypeAdapter(LocalText).validate_python(data, context={"languages": languages})
    return found


def test_a_plain_text_is_in_the_first_language() -> None:
    """Whichever that is."""
    assert text("Lớp").said("en") == Said("Lớp", "vi")
    assert text("Class", ("en", "vi")).said("vi") == Said("Class", "en")


def test_a_text_is_said_in_the_language_asked_for_or_in_the_first_written() -> None:
    """With its own language, for a page to mark it."""
    both = text({"en": "Class", "vi": " Lớp "})
    assert [both.said(language) for language in ("vi", "en", "km")] == [("Lớp", "vi"), ("Class", "en"), ("Class", "en")]
    assert both.texts() == ("Class", "Lớp")


def test_every_fault_of_a_text_is_told() -> None:
    """Two unknown languages, an empty text and a list in one go; two texts too long are two faults."""
    data = {"vn": "Lớp", "eng": "Class", "vi": " ", "en": ["Class"]}
    assert codes(LocalText, data) == ["unknown-language", "unknown-language", "empty-text", "expected-text"]
    assert codes(Summary, {"vi": "x" * 161, "en": "y" * 161}) == ["too-long", "too-long"]
    assert codes(Summary, {"vi": "ế" * 160}) == []
    assert codes(LocalText, {}) == ["empty-text"]


def test_settings_name_each_language_once() -> None:
    """By a code of two or three letters."""
    data = {"title": "Làng", "languages": ["vi", "english", "vi", "VI"]}
    assert codes(Settings, data) == ["unknown-language", "bad-value", "unknown-language"]
    assert codes(Settings, {"title": "Làng", "languages": []}) == ["unknown-language"]


@pytest.mark.parametrize(
    ("named", "read"),
    [
        (["en", "vi"], ("en", "vi")), (["vi"], ("vi",)), (["km", "english"], ("km", "vi", "en")), ([], ("vi", "en")),
        ("vi", ("vi", "en")), ([["vi"]], ("vi", "en")), (None, ("vi", "en")),
    ],
)  # fmt: skip
def test_wrong_settings_do_not_make_every_text_wrong(named: object, read: tuple[str, ...]) -> None:
    """Where the list of languages is broken, the usual ones are let in."""
    assert languages_of({"languages": named}) == read
    assert languages_of("x") == ("vi", "en")


# Whole records


def test_every_reference_is_found() -> None:
    """In lists, in groups and in groups in lists, each with its path as the file writes it."""
    session = {
        "days": ["mon"], "from": "18:00", "to": "19:00", "place": "nha-ba",
        "changes": [{"date": "2026-11-23", "state": "moved", "place": "nha-bon"}],
    }  # fmt: skip
    offer = Offer.model_validate(
        {**OFFER, "provider": "nha-mot", "places": ["nha-hai"], "topics": ["tin-hoc"], "sessions": [session]}
    )
    assert [(path, reference.kinds, target) for path, reference, target in references(offer)] == [
        (("provider",), (*PLACES, "organisation"), "nha-mot"),
        (("places", 0), PLACES, "nha-hai"),
        (("topics", 0), ("topic",), "tin-hoc"),
        (("sessions", 0, "changes", 0, "place"), PLACES, "nha-bon"),
        (("sessions", 0, "place"), PLACES, "nha-ba"),
    ]


def test_records_do_not_change() -> None:
    """Frozen values flow forward."""
    offer = Offer.model_validate(OFFER)
    with pytest.raises(ValidationError):
        offer.url = "https://mau.example"  # type: ignore[misc]


@pytest.mark.parametrize("model", [kind.model for kind in KINDS.values()] + [Settings])
def test_every_kind_has_a_schema(model: type[BaseModel]) -> None:
    """Doors for editors' tools are derived from it; each group forbids keys it does not know."""
    schema = model.model_json_schema()
    groups = [part for part in [schema, *schema["$defs"].values()] if part.get("properties")]
    assert all(part["additionalProperties"] is False for part in groups)
    assert json.dumps(schema)


# A record that was kept is the record that was read

TEXT = st.text(min_size=1, max_size=12).filter(str.strip)
ID = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True).filter(is_id)
PHONE = st.sampled_from(["1022", "0900 000 000", "028 3000 0000"])

# Texts, as a file would have them, by the type they become.
BY_TYPE: dict[object, st.SearchStrategy[Any]] = {
    LocalText: TEXT | st.dictionaries(st.sampled_from(LANGUAGES), TEXT, min_size=1),
    str: TEXT,
    int: st.integers(1, 5).map(str),
    float: st.floats(0, 1000).map("{:.12f}".format),
    bool: st.sampled_from(["true", "false"]),
    date: st.dates(date(1900, 1, 1)).map(str),
    time: st.times().map("{:%H:%M}".format),
}
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "phone": PHONE, "zalo": PHONE, "email": st.just("a@mau.example"),
    "url": st.sampled_from(["https://mau.example", "https://mau.example/lớp?a=b"]),
    "latitude": st.floats(6, 24).map("{:.12f}".format), "longitude": st.floats(102, 118).map("{:.12f}".format),
    "when": st.sampled_from(["2025", "2025-05", "2025-05-20", "2024/2025"]), "year": st.integers(2000, 2026).map(str),
    **dict.fromkeys(("id", "area", "parent", "part_of", "provider", "into", "place", "operator", "organisation"), ID),
    **dict.fromkeys(("campaign", "programme", "model", "library"), ID),
    **{name: st.lists(ID, max_size=2) for name in ("places", "topics", "audiences", "formerly", "partners", "about")},
    **{name: st.lists(ID, max_size=2) for name in ("offers", "programmes", "organisers", "responsible")},
}  # fmt: skip

# Of some keys a record has at least one.
NEEDED: dict[str, dict[str, Any]] = {
    "library": {"url": "https://mau.example"},
    "story": {"subject": "unit", "basis": "not_a_person", "subject_is_minor": "false", "description": "Chuyện"},
    "indicator": {"series": [{"text": "cấp 3"}]},
}


def made(kind: Any) -> st.SearchStrategy[Any]:
    """What a file could hold where the model has a field of type `kind`."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return made(parts[0])
    if origin is tuple:
        return st.lists(made(parts[0]), min_size=1, max_size=2)
    if type(None) in parts:
        return made(parts[0])
    if issubclass(kind, BaseModel):
        return group(kind)
    return st.sampled_from(list(map(str, kind))) if issubclass(kind, Enum) else BY_TYPE[kind]


def group(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    required, optional = {}, {}
    for name, info in model.model_fields.items():
        keys = required if info.is_required() else optional
        keys[info.alias or name] = BY_NAME[name] if name in BY_NAME else made(info.annotation)
    return st.fixed_dictionaries(required, optional=optional)


def without_faults(model: type[Record], data: dict[str, Any]) -> Record | None:
    """A record of `data`, less the keys that do not go together."""
    for _attempt in range(9):
        record, faults = validated(model, copy.deepcopy(data), LANGUAGES)
        if record is not None:
            return record
        for fault in faults:
            key = str(fault.path[0]) if fault.path else ""
            data.pop(key, None)
        data = {**NEEDED.get(model.kind, {}), **data}
    return None


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_kept_record_is_the_record_that_was_read(kind: str, data: st.DataObject) -> None:
    """Written to the cache and restored, every field of every kind is what it was."""
    record = without_faults(KINDS[kind].model, data.draw(group(KINDS[kind].model)))
    assume(record is not None)
    assert record
    found = Found(record, "x.yml", 3)
    piece = _pickled({"x.yml": _Kept(None, b"", FileReading((found,)))})
    (kept,) = (_unpickled(piece) or {})["x.yml"].reading.found
    assert kept == found
    assert kept.references == found.references
    assert kept.record.model_dump() == record.model_dump()


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        b"x",
        pickle.dumps([1]),
        pickle.dumps({"x.yml": os.system}),
        pickle.dumps({"x.yml": pickle.loads}),
        # What a stranger would write: a call of something that is no class of a record.
        b"cos\nsystem\n(S'touch owned'\ntR.",
        b"clanghoc.reading.source\nos\n.",
        b"clanghoc.cache\n_delete\n.",
        b"\x80\x04\x8c\x13langhoc.model.group\x8c\x0f_names.__class__\x93.",
    ],
)
def test_what_is_no_piece_of_readings_gives_none(piece: bytes) -> None:
    """And calls nothing but what makes records."""
    assert _unpickled(piece) is None


@pytest.mark.parametrize("path", sorted([*TINY.rglob("*.yml"), *TINY.rglob("*.md")]), ids=lambda path: path.name)
def test_a_record_sent_between_processes_stays_what_it_is(path: Path) -> None:
    """A process that reads for another sends records; they are equal, and can be copied with a change."""
    kind = next((kind for kind in KINDS.values() if kind.folder in path.parts or kind.file == path.name), None)
    if kind is None:
        return
    name = path.relative_to(TINY.parent).as_posix()
    found = read_content(path.read_bytes(), RecordFile(path, name, kind), LANGUAGES).found
    assert found
    sent = pickle.loads(pickle.dumps(found))
    assert sent == found
    for one, other in zip(sent, found, strict=True):
        assert one.record.model_dump() == other.record.model_dump()
        changed = one.record.model_copy(update={"tags": ("x",)})
        assert (changed.tags, one.record.tags) == (("x",), other.record.tags)


def test_a_file_is_read_once_and_then_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run parses nothing."""
    file = RecordFile(tmp_path / "lop-mau.yml", "lop-mau.yml", KINDS["offer"])
    file.path.write_text("title: Lớp Mẫu\ntype: class\n", encoding="utf-8")
    with open_cache(tmp_path / "cache.sqlite") as cache:
        memory = Memory()
        first = memory.readings([file], LANGUAGES, ALONE, cache)
        memory.keep(cache)
    monkeypatch.setattr("langhoc.reading.record_file.read_content", None)
    with open_cache(tmp_path / "cache.sqlite") as cache:
        assert Memory().readings([file], LANGUAGES, ALONE, cache) == first


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_addresses_of_the_web_are_taken(address: str) -> None:
    """Whatever a browser might read as a script, a file, another program's or another host's address is refused."""
    assert not is_safe_url(address)
