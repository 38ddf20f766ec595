"""Writes a ZIM file of what comes in by standard input: a program of its own, into which nothing of Làng Học is loaded.

Làng Học is under the MIT licence; libzim, which this file alone imports, is under the GPL, version 3 or later. So it
stands apart: `langhoc zim` starts it as any other command, and what goes through the pipe would do as well for pages
of another origin. It comes into no other process, and libzim is there only for who asked for it (`langhoc[zim]`).

    python write_zim.py FILE.zim < STREAM

A stream is lines of JSON, in UTF-8. Behind a line with a `size` come so many bytes, which belong to it.

    {"language": "vie", "main": "index.html"}                  the first: of the full-text index, the page to begin with
    {"metadata": "Title", "size": 9}                           its bytes are the text
    {"illustration": 48, "size": 812}                          its bytes are a PNG, so many pixels wide and high
    {"path": "a.html", "title": "A", "type": "text/html", "is_front": true, "is_compressed": true, "size": 90,
     "index": {"title": "a", "text": "a b c", "keywords": "d", "words": 3}}        on one line
    {"path": "b.html", "title": "B", "to": "a.html", "is_front": false}
    {"end": true}                                              the last: a stream without it was cut off

What `is_front` is suggested by its title; what has an `index` is found by the words in it, which are taken as they are:
libzim itself would take marks away, and readers differ in whether they take them from a question.

Exit code 0: the file is there, and libzim has found it whole. Else a line to standard error says why; what lies at
FILE.zim, and beside it under names that begin so, is of no use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from libzim.reader import Archive
from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

Line = dict[str, Any]


class Index(IndexData):  # type: ignore[misc]
    """What full-text search knows of an entry."""

    def __init__(self, told: Line) -> None:
        super().__init__()
        self._told = told

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return str(self._told["title"])

    def get_content(self) -> str:
        return str(self._told["text"])

    def get_keywords(self) -> str:
        return str(self._told["keywords"])

    def get_wordcount(self) -> int:
        return int(self._told["words"])

    def get_geoposition(self) -> None:
        return None


class Entry(Item):  # type: ignore[misc]
    """An entry with its content, as libzim asks for it."""

    def __init__(self, line: Line, content: bytes) -> None:
        super().__init__()
        self._line, self._content = line, content

    def get_path(self) -> str:
        return str(self._line["path"])

    def get_title(self) -> str:
        return str(self._line["title"])

    def get_mimetype(self) -> str:
        return str(self._line["type"])

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self._content)

    def get_indexdata(self) -> Index | None:
        return Index(self._line["index"]) if "index" in self._line else None

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: self._line["is_front"], Hint.COMPRESS: self._line["is_compressed"]}


def main(file: Path, stream: BinaryIO) -> None:
    """Raises ValueError for a stream that was cut off, or a file that is not whole; OSError and RuntimeError."""
    begin = json.loads(stream.readline())
    creator = Creator(file).config_indexing(True, begin["language"]).set_mainpath(begin["main"])
    creator.__enter__()
    for line, content in _lines(stream):
        _add(creator, line, content)
    creator.__exit__(None, None, None)
    if not Archive(file).check():
        raise ValueError("the file is not whole")


def _lines(stream: BinaryIO) -> Iterator[tuple[Line, bytes]]:
    while written := stream.readline():
        line = json.loads(written)
        if line.get("end"):
            return
        size = line.get("size", 0)
        content = stream.read(size)
        if len(content) < size:
            break
        yield line, content
    raise ValueError("the stream was cut off")


def _add(creator: Creator, line: Line, content: bytes) -> None:
    if "metadata" in line:
        creator.add_metadata(line["metadata"], content)
    elif "illustration" in line:
        creator.add_illustration(line["illustration"], content)
    elif "to" in line:
        creator.add_redirection(line["path"], line["title"], line["to"], {Hint.FRONT_ARTICLE: line["is_front"]})
    else:
        creator.add_item(Entry(line, content))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.stdin.buffer)
    except (ValueError, OSError, RuntimeError) as error:
        sys.stderr.write(f"{' '.join(str(error).split())}\n")
        sys.stderr.flush()
        # A file that was not finished would be, or libzim's threads waited for.
        os._exit(1)
