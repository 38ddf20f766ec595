"""The list of what is on a stick: written, and read again after it went through many hands.

    # Làng Học, USB 1
    # catalogue: Xã Mẫu
    # area: xa-mau
    # stick: 7KM-2QX
    # sequence: 2026112301
    # made on: 2026-11-23
    #size 612340
    0f3b…  MO-TRUOC.html
    #list 77ac…

The last line is the SHA-256 of all above it. Lines with a "#" are remarks to the program sha256sum, so that
`sha256sum -c BAN-KE.txt` checks a stick, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from langhoc.editions.stick.layout import OLDER, ZIM, is_listable

_FIRST = "# Làng Học, USB 1"
_KEYS = ("catalogue", "area", "stick", "sequence", "made on")
# Signs that are neither read nor heard as another one, in Vietnamese.
_SIGNS = "23456789AEHKMQRTXY"
_STICK = re.compile(f"[{_SIGNS}]{{3}}-[{_SIGNS}]{{3}}")
_SIZE = re.compile(r"#size (\d{1,13})")
_FILE = re.compile(r"([0-9a-f]{64})  (\S+)")
# Its first eight digits are a day: no number is so high that none could follow.
_SEQUENCE = re.compile(r"20\d{8}")
# Of a national catalogue there are hundreds of thousands of lines; more is none of ours.
MOST_BYTES = 1 << 27

_SEQUENCES_A_DAY = 100


def is_meant_as_one(content: bytes) -> bool:
    """Whether it begins as our lists do; a household's own may be called so, too."""
    return content.startswith(_FIRST.rpartition(" ")[0].encode())


class NotAManifest(ValueError):
    """What is there is no list of ours; `line` says where that shows, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it is when it is whole: how many bytes, and their SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What is on several sticks alike: its number, and a digest of the files but for START of the time before."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`catalogue` is its title, `area` the id of the one whose part it is, or empty; `stick` is that of the stick, as
    long as there is one; `sequence` grows each time. Entries are by path on the stick.
    """

    catalogue: str
    area: str
    stick: str
    sequence: int
    made_on: date
    entries: Mapping[str, Entry] = field(repr=False)

    @property
    def whose(self) -> tuple[str, str]:
        return self.catalogue, self.area

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.entries.values())

    @property
    def edition(self) -> Edition:
        return Edition(self.sequence, digest_of(self.entries))

    def written(self) -> bytes:
        values = (self.catalogue, self.area, self.stick, str(self.sequence), self.made_on.isoformat())
        lines = [_FIRST, *(f"# {key}: {value}" for key, value in zip(_KEYS, values, strict=True))]
        for path in sorted(self.entries):
            entry = self.entries[path]
            lines += [f"#size {entry.size}", f"{entry.sha256}  {path}"]
        content = "".join(f"{line}\n" for line in lines).encode()
        return content + b"#list %s\n" % hashlib.sha256(content).hexdigest().encode()


def digest_of(entries: Mapping[str, Entry]) -> str:
    """Of what is the same on all sticks of an edition, in hexadecimal digits. A file for Kiwix is other each time."""
    lines = (f"{entries[path].sha256} {path}\n" for path in sorted(entries) if path not in {OLDER, ZIM})
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def new_stick(chosen: Callable[[str], str], known: Container[str]) -> str:
    """An id for a stick, to be written on it and said on the telephone; none of those that are `known`. `chosen` takes
    one of some signs, by chance.
    """
    while True:
        signs = "".join(chosen(_SIGNS) for _sign in range(6))
        stick = f"{signs[:3]}-{signs[3:]}"
        if stick not in known:
            return stick


def day_of(number: int) -> int:
    """The day of an edition, as 20261121."""
    return number // _SEQUENCES_A_DAY


def next_sequence(today: date, known: Iterable[int]) -> int:
    """More than any that is known; it shows the day, so that two computers that never met count alike."""
    first = (today.year * 10_000 + today.month * 100 + today.day) * _SEQUENCES_A_DAY
    return max(first, *(number + 1 for number in known), first)


def read_manifest(content: bytes) -> Manifest:
    """What it names can lie on a stick and nowhere else.

    Raises NotAManifest, of one that was cut off or changed, too.
    """
    above, _end, seal = content[:MOST_BYTES].removesuffix(b"\n").rpartition(b"\n")
    listed = above + b"\n"
    if not content.endswith(b"\n") or seal != b"#list %s" % hashlib.sha256(listed).hexdigest().encode():
        raise NotAManifest(content.count(b"\n"))
    try:
        lines = listed.decode().split("\n")
    except UnicodeDecodeError as error:
        raise NotAManifest(content.count(b"\n", 0, error.start) + 1) from error
    return _read(lines)


def _read(lines: list[str]) -> Manifest:
    head = 1 + len(_KEYS)
    if lines[0] != _FIRST or len(lines) < head:
        raise NotAManifest(1)
    values = [_value(key, lines[number], number + 1) for number, key in enumerate(_KEYS, 1)]
    catalogue, area, stick, sequence, made_on = values
    for at, (form, value) in enumerate([(_STICK, stick), (_SEQUENCE, sequence)], 4):
        if not form.fullmatch(value):
            raise NotAManifest(at)
    try:
        day = date.fromisoformat(made_on)
    except ValueError as error:
        raise NotAManifest(6) from error
    return Manifest(catalogue, area, stick, int(sequence), day, dict(_entries(lines[head:], head + 1)))


def _value(key: str, line: str, number: int) -> str:
    start = f"# {key}: "
    value = line.removeprefix(start)
    if value == line or not value.isprintable():
        raise NotAManifest(number)
    return value


def _entries(lines: list[str], number: int) -> Iterator[tuple[str, Entry]]:
    """Two lines a file; what the last line break leaves is empty."""
    if len(lines) % 2 == 0:
        raise NotAManifest(number + len(lines) - 1)
    seen: set[str] = set()
    for at in range(0, len(lines) - 1, 2):
        size, file = _SIZE.fullmatch(lines[at]), _FILE.fullmatch(lines[at + 1])
        if not size or not file or not is_listable(file[2]) or file[2].lower() in seen:
            raise NotAManifest(number + at + (1 if size else 0))
        seen.add(file[2].lower())
        yield file[2], Entry(int(size[1]), file[1])
