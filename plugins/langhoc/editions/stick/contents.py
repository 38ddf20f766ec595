"""What goes onto a stick: each file by its path there, from where it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from langhoc.editions.stick.change import Source, source_of
from langhoc.editions.stick.layout import CHECK, PUBLIC_KEY, READ_ME, RESOURCES, SITE, START
from langhoc.editions.stick.read_me import Label, read_me
from langhoc.editions.stick.signature import PublicKey
from langhoc.phrases import Phrases


def contents_of(site: Path, files: Mapping[str, Path], start: bytes) -> dict[str, Source]:
    """`site` is the folder of the built site, `files` are those of resources by their names in data/media/.

    Raises OSError.
    """
    found = {START: source_of(start), **{f"{SITE}/{name}": source_of(at) for name, at in _below(site)}}
    return found | {f"{RESOURCES}/{name}": source_of(at) for name, at in files.items()}


def with_words(
    contents: Mapping[str, Source], check: bytes, label: Label, phrases: Phrases, key: PublicKey | None
) -> dict[str, Source]:
    """The contents, and what tells of them: the page that checks them, the read-mes, the public key."""
    told = {CHECK: check, **({PUBLIC_KEY: key.file()} if key else {})}
    told[READ_ME] = read_me(label, {*contents, *told}, phrases)
    return {**contents, **{name: source_of(content) for name, content in told.items()}}


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
