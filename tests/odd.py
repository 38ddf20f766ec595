"""What is odd and must be answered all the same: files that are none, and what nobody types in earnest."""

from __future__ import annotations

import os
import socket
from pathlib import Path

QUESTIONS = (
    "?!…",
    "+ - ~ ^ * : \\ / \" '",
    "title:yoga +học -phí ~1 ^9",
    "😀👩‍🏫",
    "مدرسة קרוא \u202eabc",
    "<script>alert(1)</script>",
    "{n} {names} $& %s",
    "a" * 10_000,
)


def directory(path: Path) -> None:
    path.mkdir()


def dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.yml")


def link_circle(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    """A socket's address may have a hundred letters only, so it is named from its folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


FILES = (directory, dangling_link, link_circle, pipe, unix_socket)
