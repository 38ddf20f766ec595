"""Vietnamese text: mended, folded for search, cut into words and slugs, sorted, read as a phone number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

# --- Mending ---------------------------------------------------------------------------------------------

# The joiners U+200C and U+200D stay: emoji and Khmer are spelled with them.
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_SPACES = re.compile(f"[{_ODD_SPACES}]")
_ETHS = "ÐƉð"

_VOWELS = "aăâeêioôơuưy"
_TONED = "".join(unicodedata.normalize("NFC", v + tone) for v in _VOWELS for tone in "\u0300\u0309\u0303\u0301\u0323")
_SMALL_ETH = re.compile(f"(?<![^\\W\\d_])ð(?=[{_VOWELS}{_TONED}])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text after `clean`, and the sorted keys of what was mended: "eth", "invisible", "nbsp", "nfd"."""

    text: str
    mended: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """Give any text back in NFC, without invisible characters, odd spaces and look-alikes of Đ.

    Line breaks stay as they are. Ð (U+00D0) and Ɖ (U+0189) always become Đ; ð (U+00F0) becomes đ only where
    Vietnamese can have one, at the start of a word before a vowel, so that Icelandic and phonetics survive.
    """
    if text.isascii() or is_clean(text):
        return Cleaned(text, ())
    mended = []
    for key, mend in _MENDS:
        after = mend(text)
        if after != text:
            mended.append(key)
        text = after
    return Cleaned(text, tuple(sorted(mended)))


def is_clean(text: str) -> bool:
    """Whether there is nothing to mend, seen quickly: a few texts that are clean, as emoji with joiners, are not told.

    Whatever cannot be seen, and every space but the plain one, is no sign that prints.
    """
    is_seen = text.replace("\n", "").isprintable()
    return is_seen and not any(map(text.count, _ETHS)) and unicodedata.is_normalized("NFC", text)


def _mend_eth(text: str) -> str:
    return _SMALL_ETH.sub("đ", text.replace("Ð", "Đ").replace("Ɖ", "Đ"))


# Invisible characters go first: one of them between a letter and its mark would hide the pair from NFC.
_MENDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("invisible", lambda text: _INVISIBLES.sub("", text)),
    ("nbsp", lambda text: _SPACES.sub(" ", text)),
    ("nfd", lambda text: unicodedata.normalize("NFC", text)),
    ("eth", _mend_eth),
)

# --- Search ----------------------------------------------------------------------------------------------

_UNSEARCHED = re.compile(f"[\u0300-\u036f\u200c\u200d{_INVISIBLE}]")
# No NFD form takes these apart, and Python and JavaScript need not agree on when a sigma is final.
_FOLDED_BY_HAND = str.maketrans("đðɖς", "dddσ")
# In Python this class is exactly JavaScript's [\p{L}\p{N}].
_WORD = re.compile(r"[^\W_]+")
_SLUG_WORD = re.compile(r"[a-z0-9]+")
_SLUG_LENGTH = 80


def fold(text: str) -> str:
    """Give the form under which a text is searched: lower case, no tones, no marks, đ as d, in NFC.

    Folding twice changes nothing, and NFC, NFD and half composed input fold alike. theme/scripts/fold.js does
    the same steps in the same order; tests/fixtures/fold.json holds both to the same answers.
    """
    bare = _UNSEARCHED.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare.lower().translate(_FOLDED_BY_HAND))


def words(text: str) -> list[str]:
    """Give the folded words of a text in reading order: the runs of letters and digits, repeats included."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """Give an ASCII kebab-case name for addresses and files: at most 80 characters, "" when nothing is left.

    A long name is cut between words; only a single word longer than that is cut inside.
    """
    name = "-".join(_SLUG_WORD.findall(fold(unicodedata.normalize("NFKC", text))))
    if len(name) <= _SLUG_LENGTH:
        return name
    return name[: _SLUG_LENGTH + 1].rpartition("-")[0] or name[:_SLUG_LENGTH]


# --- Order -----------------------------------------------------------------------------------------------

# CLDR, common/collation/vi.xml: &a<ă<â &d<đ &e<ê &o<ô<ơ &u<ư; the tones as in `sort_key`. What it leaves open
# (punctuation, other marks) stands as in the CLDR root: punctuation before digits before letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PUNCTUATION = " _-‐–—―,;:!¡?¿.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•′″`´^¯¨°©®→+±÷×<=>¬|¦~¤¢$£¥₫€"
_MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0327\u0328\u0304\u031b"
_SHAPES = "\u0306\u0302\u031b"
_CLUSTER = re.compile(r"\d+|.[\u0300-\u036f]*", re.DOTALL)

_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_PUNCTUATION_RANK = {sign: rank for rank, sign in enumerate(_PUNCTUATION)}
_MARK_RANK = {mark: rank for rank, mark in enumerate(_MARKS, start=1)}

_Place = tuple[int, int, str]
SortKey = tuple[tuple[_Place, ...], str, bytes]
_Weight = tuple[tuple[_Place, ...], tuple[int, ...], tuple[bool, ...]]


@lru_cache(maxsize=1 << 16)
def sort_key(text: str) -> SortKey:
    """Give a key that sorts texts as CLDR does for `vi` with numeric order on.

    Letters decide first (a ă â b c d đ …), then tones (none, huyền, hỏi, ngã, sắc, nặng), then case, small
    first. A run of digits counts as its number: Phường 4 stands before Phường 14. NFC and NFD share a key.
    """
    weights = map(_weigh, _CLUSTER.findall(unicodedata.normalize("NFD", text)))
    places, tones, capitals = zip(*weights, strict=True) if text else ((), (), ())
    # Texts and bytes sort as tuples of their numbers do, in a quarter of the memory: as many are kept as there are
    # titles.
    return tuple(chain(*places)), "".join(map(chr, chain(*tones))), bytes(chain(*capitals))


@lru_cache(maxsize=4096)
def _weigh(cluster: str) -> _Weight:
    if cluster[0].isdecimal():
        return (_number_place(cluster),), (0,), (False,)
    small = cluster[0].lower()
    shape = next((mark for mark in cluster[1:] if mark in _SHAPES and _compose(small + mark) in _LETTER_RANK), "")
    marks = [mark for mark in cluster[1:] if mark != shape]
    tones = (0, *(_MARK_RANK.get(mark, ord(mark)) for mark in marks))
    place = _place(_compose(small + shape))
    if place is None:
        return (), (), ()
    return (place,), tones, (cluster[0] != small, *(False for _ in marks))


def _place(sign: str) -> _Place | None:
    """Give where a small letter or a sign stands; None for the control characters ICU ignores."""
    if sign in _LETTER_RANK:
        return (3, _LETTER_RANK[sign], "")
    mark = " " if sign.isspace() else sign
    if mark in _PUNCTUATION_RANK:
        return (0, _PUNCTUATION_RANK[mark], "")
    if unicodedata.category(sign[0]) in {"Cc", "Cf"}:
        return None
    return (4 if sign[0].isalnum() else 1, ord(sign[0]), "")


def _number_place(digits: str) -> _Place:
    # Length before digits compares any number without int(), which refuses more than 4,300 of them.
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return (2, len(value), value)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# --- Phone numbers ---------------------------------------------------------------------------------------

PhoneKind = Literal["mobile", "landline", "hotline", "short"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be called: as people write it, as a `tel:` address, and what kind of line it is."""

    display: str
    uri: str
    kind: PhoneKind


class _Written(NamedTuple):
    """A number as written: digits without country code, its first group, whether in brackets, extension."""

    digits: str
    first_group: str
    bracketed: bool
    label: str
    extension: str


# Decision 2036/QĐ-BTTTT of 21 Nov 2016 gave 59 provinces new area codes, in three steps from 11 Feb to 31 Aug
# 2017. The subscriber's seven digits (eight in Hà Nội and TP.HCM) stayed.
_AREA_2017: dict[str, str] = dict(
    re.findall(
        r"([0-9]+)>([0-9]+)",
        """
        022>0212 0231>0213 020>0214 0230>0215 029>0216 052>0232 053>0233 054>0234 0510>0235 0511>0236
        037>0237 038>0238 039>0239
        033>0203 0240>0204 025>0205 026>0206 027>0207 0280>0208 0281>0209 0320>0220 0321>0221 0241>0222
        031>0225 0351>0226 036>0227 0350>0228 030>0229 0780>0290 0781>0291 0710>0292 0711>0293 074>0294
        076>0296 077>0297 079>0299
        04>024 08>028 061>0251 062>0252 064>0254 055>0255 056>0256 057>0257 058>0258 068>0259
        060>0260 0501>0261 0500>0262 063>0263 059>0269 070>0270 0651>0271 072>0272 073>0273 0650>0274
        075>0275 066>0276 067>0277
        """,
    )
)
_OLD_LANDLINE = re.compile(r"(0[48])(\d{8})|(0\d\d)(\d{7})|(0\d{3})(\d{7})")
_OLD_HCMC = "08"
# The eight-digit numbers of TP.HCM begin with these; with any other digit "08 …" may be a mobile cut oddly.
_HCMC_SUBSCRIBER = tuple("23567")

# From 15 Sep 2018 the 11-digit mobiles have ten; the last seven stayed (plan of the Ministry of Information
# and Communications, 25 May 2018).
_MOBILE_2018: dict[str, str] = dict(
    re.findall(
        r"([0-9]+)>([0-9]+)",
        """
        0120>070 0121>079 0122>077 0126>076 0128>078
        0123>083 0124>084 0125>085 0127>081 0129>082
        0162>032 0163>033 0164>034 0165>035 0166>036 0167>037 0168>038 0169>039
        0186>056 0188>058 0199>059
        """,
    )
)
_OLD_MOBILE = re.compile(r"(01\d\d)(\d{7})")

# 11x are emergency and public services (111 children, 112 rescue, 113 police, 114 fire, 115 ambulance), 10xx
# information services (1022 of a city, 1080): Circular 22/2014/TT-BTTTT, the numbering plan.
_SHORT = re.compile(r"11[1-9]|10\d\d")
_HOTLINE = re.compile(r"(1[89]00)(?:(\d{4,5})|(\d{3})(\d{3}))")
_COUNTRY = re.compile(r"[+(\s]*(?:\+[(\s]*84|0084|84(?=(?:\D*\d){9,}\D*$))")
_TRUNK_ZERO = re.compile(r"^[)\s.\-]*(?:\(0\)|0(?=[\s.\-]))?[)\s.\-]*")
_PHONE = re.compile(
    r"""(?P<number>[+(\s]*[0-9][0-9\s().\-]*)
        (?:[,;\s(]*(?P<label>ext(?:ension)?|(?:số\s)?máy\s(?:lẻ|nhánh)|(?:số\s)?nội\sbộ|(?:số\s)?lẻ|nhánh)
           [.:=\s]*(?P<extension>[0-9]{1,6})[)\s]*)?""",
    re.VERBOSE | re.IGNORECASE,
)
# No one number is longer, and the pattern is slow on long runs of spaces.
_PHONE_LENGTH = 60
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_KINDS: dict[int, PhoneKind] = {PhoneNumberType.MOBILE: "mobile", PhoneNumberType.FIXED_LINE: "landline"}


# The same office is called from many records.
@lru_cache(maxsize=4096)
def phone(text: str) -> Phone | None:
    """Read one Vietnamese number as people write it; None when it is none, or could be two different ones.

    Numbers from before the changes of 2017 (area codes) and 2018 (11-digit mobiles) come back as they are
    dialled today. Where an old landline and a mobile of today share their digits, the writing decides:
    "08 3822 5055" is the landline 028 3822 5055, "0838 225 055" the mobile; a code in brackets such as
    "(077) 3862 345" stays undecided. Hotlines (1800, 1900) and short numbers get a `tel:` address without
    +84. An extension ("máy lẻ", "ext", "số nội bộ", "nhánh") is kept in its writer's words.
    """
    written = _read_phone(text)
    if written is None:
        return None
    found = _short_number(written.digits) or _hotline(written.digits) or _subscriber(written)
    if found is None or not written.extension:
        return found
    display = f"{found.display} {written.label} {written.extension}"
    return Phone(display, f"{found.uri};ext={written.extension}", found.kind)


def _read_phone(text: str) -> _Written | None:
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", clean(text).text)).strip()
    match = _PHONE.fullmatch(plain) if len(plain) <= _PHONE_LENGTH else None
    if match is None:
        return None
    number = _without_country(match["number"])
    groups = re.findall("[0-9]+", number)
    if not groups:
        return None
    return _Written(
        digits="".join(groups),
        first_group=groups[0],
        bracketed=number.lstrip().startswith("("),
        label=match["label"] or "",
        extension=match["extension"] or "",
    )


def _without_country(number: str) -> str:
    """Take off +84, 0084 or 84 and the zero of "+84 (0)28"; "" for a number of another country."""
    if country := _COUNTRY.match(number):
        return _TRUNK_ZERO.sub("", number[country.end() :], count=1)
    return "" if "+" in number else number


def _short_number(digits: str) -> Phone | None:
    return Phone(digits, f"tel:{digits}", "short") if _SHORT.fullmatch(digits) else None


def _hotline(digits: str) -> Phone | None:
    match = _HOTLINE.fullmatch(digits)
    return Phone(" ".join(filter(None, match.groups())), f"tel:{digits}", "hotline") if match else None


def _subscriber(written: _Written) -> Phone | None:
    national = "0" + written.digits.removeprefix("0")
    area = "0" + written.first_group.removeprefix("0")
    today = _as_dialled_today(national, area, written.bracketed)
    return _in_todays_plan(today) if today else None


def _as_dialled_today(national: str, area: str, bracketed: bool) -> str | None:
    """Give today's form of a number with its zero; None when it may be an old landline or a mobile."""
    if (mobile := _OLD_MOBILE.fullmatch(national)) and mobile[1] in _MOBILE_2018:
        return _MOBILE_2018[mobile[1]] + mobile[2]
    landline = _old_landline(national)
    if landline is None or _in_todays_plan(national) is None:
        return landline or national
    if area == _OLD_HCMC:
        return landline if national[2:].startswith(_HCMC_SUBSCRIBER) else None
    return None if bracketed and area in _AREA_2017 else national


def _old_landline(national: str) -> str | None:
    match = _OLD_LANDLINE.fullmatch(national)
    if match is None:
        return None
    area, subscriber = filter(None, match.groups())
    renumbered = _AREA_2017.get(area, "") + subscriber
    return renumbered if _in_todays_plan(renumbered) else None


def _in_todays_plan(national: str) -> Phone | None:
    """Give the number, written with its zero, if today's plan has it as a mobile or a landline."""
    if not re.fullmatch(r"0[2-9]\d{8,9}", national):
        return None
    number = PhoneNumber(country_code=84, national_number=int(national))
    kind = _KINDS.get(phonenumbers.number_type(number))
    if kind is None:
        return None
    display = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return Phone(display, f"tel:+84{national[1:]}", kind)
