"""Single values: ids and references, dates and times of day, phones, addresses, numbers, yes and no.

Every scalar reaches the model as the text that stands in the file, so that `14:30`, `no` and `00004` mean
what they look like; each type here turns that text into its value or says what is wrong with it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from langhoc import vietnamese
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LENGTH = 80
URL_SCHEMES = ("http", "https")

# Windows keeps these names for devices: a file or folder of such a name cannot be made there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_TAKEN = {*_DEVICES, "index"}

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?|/([0-9]{4}))?")
_PERIODS = "2025, 2025-05, 2025-05-20, 2024/2025"
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})")
_EVERYDAY_TIME = re.compile(r"([0-9]{1,2})\s*(?:giờ|h|g|:|\.)\s*([0-9]{2})?(?:\s*phút)?", re.IGNORECASE)
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_FRACTION = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_SEPARATORS = re.compile(r"(?<=[0-9])[.,\s](?=[0-9]{3}(?![0-9]))|\s*(?:đ|₫|vnd|vnđ|đồng)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_WRITE = _("Write {meant}.")


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field as the id of another record, of one of `kinds`."""

    kinds: tuple[str, ...]


# Records name the same ids, days and times over and over.
@lru_cache(maxsize=1 << 16)
def is_id(text: str) -> bool:
    """Whether `text` can be a record's id: ASCII, kebab-case, at most 80 characters, and not a list's name."""
    return len(text) <= ID_LENGTH and text not in _TAKEN and ID_PATTERN.fullmatch(text) is not None


def _id(value: Any) -> str:
    text = _text(value)
    if is_id(text):
        return text
    meant = vietnamese.slug(text)
    hint = Message(_("Did you mean “{meant}”?"), {"meant": meant}) if is_id(meant) else None
    raise fault("bad-id", Message(_("“{text}” is not an id."), {"text": text}), hint)


def _former_id(value: Any) -> str:
    """An id, or behind a folder's name one of another kind: "nha-mau", "centres/nha-mau"."""
    folder, slash, former = _text(value).rpartition("/")
    return f"{_id(folder)}/{_id(former)}" if slash else _id(former)


def _text(value: Any) -> str:
    if isinstance(value, str) and (text := value.strip()):
        return text
    if value is None or isinstance(value, str):
        raise fault("empty-text", Message(_("The text is empty.")))
    raise fault("expected-text", Message(_("A text is expected.")))


def _date(value: Any) -> date:
    return value if isinstance(value, date) else _date_of(_text(value))


@lru_cache(maxsize=4096)
def _date_of(text: str) -> date:
    if match := _DATE.fullmatch(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            message = Message(_("There is no day {text}."), {"text": text})
            raise fault("bad-date", message) from None
    raise fault("bad-date", Message(_("“{text}” is not a date."), {"text": text}), _date_hint(text))


def _date_hint(text: str) -> Message:
    """What a date in another order of day, month and year would be here."""
    numbers: list[str] = []
    if match := _DAY_FIRST.fullmatch(text):
        numbers = list(reversed(match.groups()))
    elif match := _YEAR_FIRST.fullmatch(text):
        numbers = list(match.groups())
    with contextlib.suppress(ValueError, TypeError):
        return Message(_WRITE, {"meant": str(date(*map(int, numbers)))})
    return Message(_("Write year, month, day, as {meant}."), {"meant": "2026-11-21"})


def _period(value: Any) -> str:
    text = _text(value)
    match = _PERIOD.fullmatch(text)
    if match is None:
        hint = Message(_("Write a year, a month, a day, or two years: {meant}."), {"meant": _PERIODS})
        raise fault("bad-date", Message(_("“{text}” is neither a day nor a month nor a year."), {"text": text}), hint)
    year, month, day, last = match.groups()
    _date_of(f"{year}-{month or '01'}-{day or '01'}")
    if last and last <= year:
        params = {"start": year, "end": last}
        raise fault("ends-before-start", Message(_("It ends ({end}) before it begins ({start})."), params))
    return text


def _time(value: Any) -> time:
    return value if isinstance(value, time) else _time_of(_text(value))


@lru_cache(maxsize=1440)
def _time_of(text: str) -> time:
    if match := _TIME.fullmatch(text):
        try:
            return time(int(match[1]), int(match[2]))
        except ValueError:
            raise fault("bad-time", Message(_("There is no time {text}."), {"text": text})) from None
    raise fault("bad-time", Message(_("“{text}” is not a time of day."), {"text": text}), _time_hint(text))


def _time_hint(text: str) -> Message:
    match = _EVERYDAY_TIME.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        return Message(_WRITE, {"meant": f"{int(match[1]):02}:{match[2] or '00'}"})
    return Message(_("Write hours and minutes, as {meant}."), {"meant": "18:30"})


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value)
    if text in {"true", "false"}:
        return text == "true"
    meant = "true" if vietnamese.fold(text) in {"co", "yes", "on", "y", "x", "1"} else "false"
    message = Message(_("“{text}” is neither true nor false."), {"text": text})
    raise fault("bad-yes-no", message, Message(_WRITE, {"meant": meant}))


def _whole_number(value: Any) -> int:
    if isinstance(value, int):
        return value
    text = _text(value)
    if _WHOLE.fullmatch(text):
        return int(text)
    digits = _SEPARATORS.sub("", text)
    hint = Message(_WRITE, {"meant": digits}) if _WHOLE.fullmatch(digits) else None
    raise fault("bad-number", Message(_("“{text}” is not a whole number."), {"text": text}), hint)


def _decimal(value: Any) -> float:
    # To add nothing makes 0 of -0, which is equal to it and would be written otherwise.
    if isinstance(value, (int, float)):
        return value + 0.0
    text = _text(value)
    if _FRACTION.fullmatch(text):
        return float(text) + 0.0
    meant = text.replace(",", ".")
    hint = Message(_WRITE, {"meant": meant}) if _FRACTION.fullmatch(meant) else None
    raise fault("bad-number", Message(_("“{text}” is not a number."), {"text": text}), hint)


@dataclass(frozen=True, slots=True)
class Between:
    """A bound on a number, both ends included."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        if not self.low <= value <= self.high:
            params = {"value": f"{value:g}", "low": f"{self.low:g}", "high": f"{self.high:g}"}
            raise fault("out-of-range", Message(_("{value} is not between {low} and {high}."), params))
        return value


def _phone(value: Any) -> str:
    text = _text(value)
    if not _is_phone(text):
        raise fault("bad-phone", Message(_("“{text}” is not a phone number of Viet Nam."), {"text": text}))
    return text


@lru_cache(maxsize=1024)
def _is_phone(text: str) -> bool:
    """One office's number stands in many records, and a look at the numbering plan takes long."""
    return vietnamese.phone(text) is not None


def _url(value: Any) -> str:
    text = _text(value)
    if is_safe_url(text):
        return text
    meant = f"https://{text}"
    likely = re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text) and is_safe_url(meant)
    hint = Message(_WRITE, {"meant": meant}) if likely else None
    raise fault("bad-url", Message(_("“{text}” is not an address of the kind https://…"), {"text": text}), hint)


def is_safe_url(text: str) -> bool:
    """Whether `text` is an http or https address with a host, and nothing a browser could read otherwise."""
    if any(not sign.isprintable() or sign in ' "<>\\^`{|}' for sign in text):
        return False
    try:
        parts = urlsplit(text)
        named = re.search(r"\w", parts.hostname or "") and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in URL_SCHEMES and bool(named) and "@" not in parts.netloc


def _email(value: Any) -> str:
    text = _text(value)
    if _EMAIL.fullmatch(text):
        return text
    raise fault("bad-email", Message(_("“{text}” is not an e-mail address."), {"text": text}))


def _language(value: Any) -> str:
    text = _text(value)
    if _LANGUAGE.fullmatch(text):
        return text
    message = Message(_("“{code}” is not a language code such as vi or en."), {"code": text})
    raise fault("bad-value", message)


def _iso(form: str) -> Callable[[Any], Any]:
    return lambda value: value.strftime(form)


Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"})]
FormerId = Annotated[
    str,
    BeforeValidator(_former_id),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{ID_PATTERN.pattern}/)?{ID_PATTERN.pattern}$"}),
]
Word = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_date)]
# A year, a month or a day, or two years: "2025", "2025-05", "2025-05-20", "2023/2024" (a school year, or longer).
Period = Annotated[str, BeforeValidator(_period)]
Clock = Annotated[time, BeforeValidator(_time), PlainSerializer(_iso("%H:%M"), return_type=str)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
Phone = Annotated[str, BeforeValidator(_phone)]
Url = Annotated[str, BeforeValidator(_url)]
LanguageCode = Annotated[str, BeforeValidator(_language)]
Email = Annotated[str, BeforeValidator(_email)]

Count = Annotated[WholeNumber, AfterValidator(Between(0, 10**12))]
AreaRef = Annotated[Id, Reference(("area",))]
TopicRef = Annotated[Id, Reference(("topic",))]
AudienceRef = Annotated[Id, Reference(("audience",))]
ClassroomRef = Annotated[Id, Reference(("classroom",))]
LibraryRef = Annotated[Id, Reference(("library",))]
OfferRef = Annotated[Id, Reference(("offer",))]
OrganisationRef = Annotated[Id, Reference(("organisation",))]
ProgrammeRef = Annotated[Id, Reference(("programme",))]
ModelRef = Annotated[Id, Reference(("model",))]

# A place where one can go, whoever holds something there, and whatever a figure can tell of.
PLACES = ("centre", "library", "classroom")
PlaceRef = Annotated[Id, Reference(PLACES)]
ProviderRef = Annotated[Id, Reference((*PLACES, "organisation"))]
AboutRef = Annotated[Id, Reference(("programme", "model", "topic", "organisation", "library"))]
