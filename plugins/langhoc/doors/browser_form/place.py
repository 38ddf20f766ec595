"""Where a record stands in the browser form: the part of the form's address that opens it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from langhoc.model import KINDS

LISTS = "lists"
"""The form's name for what stands in lists: areas and vocabularies."""


def form_place(kind: str, file: str) -> str:
    """`file` is the record's, from the catalogue's folder: "data/centres/xa-mau/nha-van-hoa.yml" gives
    "#/collections/centres/entries/xa-mau/nha-van-hoa".
    """
    folder = KINDS[kind].folder
    if KINDS[kind].is_list:
        return f"#/collections/{LISTS}/entries/{folder}"
    return f"#/collections/{folder}/entries/{quote('/'.join(within_kind(file)))}"


def within_kind(file: str) -> tuple[str, ...]:
    """The folders below its kind's in which a record's file lies, and its name without the ending."""
    path = PurePosixPath(file)
    return (*path.parts[2:-1], path.stem)
