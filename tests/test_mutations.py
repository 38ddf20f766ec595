"""Ten thousand files as slips of the hand, bad lines and strange programs make them: each is answered, in words."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from tests.running import TODAY

from langhoc.cache import open_cache
from langhoc.catalogue import check
from langhoc.doors.examples import EXAMPLES
from langhoc.problems import FORMATS, report
from langhoc.reading import Memory

MUTATIONS = 10_000
# A guard against what never ends, in seconds of this process's own; a check of all files takes a fiftieth of it.
GUARD = 2
ROUNDS = -(-MUTATIONS // len(EXAMPLES))
# The rounds are shared out, so that several processes may take part.
PARTS = 4

Mutation = Callable[[random.Random, bytes], bytes]

# What means something to YAML, Markdown, Python, terminals or to nobody; numbers and days at their ends.
SIGNS = (
    b":", b": ", b"- ", b"#", b" #", b"'", b'"', b"[", b"]", b"{", b"}", b",", b"&a ", b"*a", b"!",
    b"!!python/name:os.x ", b"|", b">", b"|-\n", b"%", b"@", b"`", b"?", b"? ", b"<<: ", b"---\n", b"...\n",
    b"\t", b"\r", b"\r\n", b"\n", b"\0", b"\x1b[2J", b"\x7f", b"\x85", b"\xff", b"\xc3", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u00a0".encode(), "\u200b".encode(), "\u202e".encode(),
    "\u2028".encode(), "\u0301".encode(), "\ufeff".encode(), "Ð".encode(), "😀".encode(), "İ".encode(),
    "ﬁ".encode(), b"~", b"null", b"true", b"no", b".inf", b"0x10", b"1e999", b"99999999999999999999", b"-1",
    b"0", b"0000-00-00", b"9999-12-31", b"2026-02-30", b"24:00", b"{}", b"[]", b"''", b'""',
    b"../../etc/passwd", b"CON", b"a" * 5000, b"[" * 200, b"{a: " * 100, b"((((((((((a+)+)+)+)+)+)+)+)+)+$",
    b"<script>", b"{0.__class__}", b"%s%n", b"{{7*7}}", b"&#106;", b"0901" * 40, b"1 " * 300,
    b"STK " + b"1-" * 200, b"A " * 400,
)  # fmt: skip
# As YAML counts lines.
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def at(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content) + 1)


def some(chance: random.Random, content: bytes) -> tuple[int, int]:
    """Where a piece of it begins and ends."""
    start = at(chance, content)
    return start, min(len(content), start + chance.choice((1, 2, 5, 20, 100)))


def other_byte(chance: random.Random, content: bytes) -> bytes:
    start = at(chance, content)
    return content[:start] + chance.randbytes(1) + content[start + 1 :]


def without_a_piece(chance: random.Random, content: bytes) -> bytes:
    start, end = some(chance, content)
    return content[:start] + content[end:]


def a_piece_twice(chance: random.Random, content: bytes) -> bytes:
    start, end = some(chance, content)
    return content[:end] + content[start:]


def a_piece_elsewhere(chance: random.Random, content: bytes) -> bytes:
    start, end = some(chance, content)
    piece, left = content[start:end], content[:start] + content[end:]
    to = at(chance, left)
    return left[:to] + piece + left[to:]


def cut_off(chance: random.Random, content: bytes) -> bytes:
    return content[: at(chance, content)]


def with_a_sign(chance: random.Random, content: bytes) -> bytes:
    start = at(chance, content)
    return content[:start] + chance.choice(SIGNS) + content[start:]


def with_noise(chance: random.Random, content: bytes) -> bytes:
    start = at(chance, content)
    return content[:start] + chance.randbytes(chance.randrange(1, 40)) + content[start:]


def in_another_encoding(chance: random.Random, content: bytes) -> bytes:
    encoding = chance.choice(("utf-16", "utf-8-sig", "cp1258", "latin-1", "utf-32-le"))
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def with_lines(change: Callable[[random.Random, list[bytes]], None]) -> Mutation:
    """As `change` leaves the lines."""

    def mutation(chance: random.Random, content: bytes) -> bytes:
        lines = content.split(b"\n")
        change(chance, lines)
        return b"\n".join(lines)

    mutation.__name__ = change.__name__
    return mutation


@with_lines
def another_value(chance: random.Random, lines: list[bytes]) -> None:
    number = chance.randrange(len(lines))
    key, colon, _value = lines[number].partition(b":")
    lines[number] = key + (colon or b":") + b" " + chance.choice(SIGNS)


@with_lines
def another_key(chance: random.Random, lines: list[bytes]) -> None:
    number = chance.randrange(len(lines))
    _key, _colon, value = lines[number].partition(b":")
    lines[number] = chance.choice(SIGNS) + b":" + value


@with_lines
def a_line_moved(chance: random.Random, lines: list[bytes]) -> None:
    lines.insert(chance.randrange(len(lines) + 1), lines.pop(chance.randrange(len(lines))))


@with_lines
def a_line_in_or_out(chance: random.Random, lines: list[bytes]) -> None:
    number = chance.randrange(len(lines))
    indented = chance.choice((b"  ", b" ", b"\t", b"        ")) + lines[number]
    lines[number] = chance.choice((lines[number].lstrip(), indented))


@with_lines
def a_line_of_another_kind(chance: random.Random, lines: list[bytes]) -> None:
    other = chance.choice(list(EXAMPLES.values())).text.encode().split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(other))


@with_lines
def two_values_exchanged(chance: random.Random, lines: list[bytes]) -> None:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    (key, colon, value), (other_key, other_colon, other) = (lines[n].partition(b":") for n in (one, two))
    lines[one], lines[two] = key + colon + other, other_key + other_colon + value


@with_lines
def made_deeper(chance: random.Random, lines: list[bytes]) -> None:
    first = chance.randrange(len(lines))
    depth = chance.choice((1, 3, 40))
    lines[first:] = [*(b"  " * n + b"a:" for n in range(depth)), *(b"  " * depth + line for line in lines[first:])]


ON_BYTES: tuple[Mutation, ...] = (
    other_byte,
    without_a_piece,
    a_piece_twice,
    a_piece_elsewhere,
    cut_off,
    with_a_sign,
    with_noise,
    in_another_encoding,
)
ON_LINES: tuple[Mutation, ...] = (
    another_value,
    another_key,
    a_line_moved,
    a_line_in_or_out,
    a_line_of_another_kind,
    two_values_exchanged,
    made_deeper,
)


def mutated(chance: random.Random, content: bytes) -> bytes:
    """One to three mutations, one after the other."""
    for _time in range(chance.choice((1, 1, 2, 3))):
        content = chance.choice(chance.choice((ON_BYTES, ON_LINES)))(chance, content)
    return content


@contextmanager
def guarded(seconds: float) -> Iterator[None]:
    """Raises TimeoutError behind so many seconds of this process's own work: a busy computer does not count."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("part", range(PARTS))
def test_any_file_is_answered(part: int, tmp_path: Path) -> None:
    """Neither traceback nor hanging: what is wrong is told at a line that there is, in every form there is."""
    chance = random.Random(20261121 + part)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/catalogue.yml").write_text("title: Làng Mẫu\n", encoding="utf-8")
    memory = Memory()
    for _round in range(-(-ROUNDS // PARTS)):
        written = {example.file: mutated(chance, example.text.encode()) for example in EXAMPLES.values()}
        for name, content in written.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        try:
            with guarded(GUARD), open_cache(None) as cache:
                problems = check(tmp_path, TODAY, cache, memory=memory).problems
                texts = [report(problems, form, "vi") for form in FORMATS]
        except Exception as error:
            pytest.fail(f"{error!r}\n{written}")
        assert all(texts)
        for problem in problems:
            content = written.get(problem.place.file, b"").decode("utf-8", "replace")
            assert problem.place.line <= len(LINE_END.split(content)), (problem, written)


def test_so_many_are_tried() -> None:
    """Every kind is mutated in every round."""
    assert -(-ROUNDS // PARTS) * PARTS * len(EXAMPLES) >= MUTATIONS
