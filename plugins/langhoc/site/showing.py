"""A site of which nothing is made before it is asked for: for a preview, in which an editor looks at a few pages."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property

from langhoc.cache import Cache
from langhoc.site.build import Plan, index_files_of, page_files
from langhoc.site.publish import Files
from langhoc.site.urls import SEARCH, Urls, all_urls


class Showing:
    """The files of `plan`, by their paths in the site: the bytes that a build writes. Several threads may ask."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        # What makes the pages keeps what they have in common, and is not made for two threads.
        self._one_by_one = threading.Lock()
        self._indexes = {urls.language: _Index(plan, urls) for urls in all_urls(plan.catalogue.languages)}

    def is_same_as(self, other: Showing) -> bool:
        """Whether all pages are the same."""
        same = self.plan == other.plan
        return same and self.plan.assets.digest == other.plan.assets.digest

    @cached_property
    def files(self) -> Files:
        """All but those of the search."""
        return page_files(self.plan, Cache(None))

    def content(self, path: str) -> bytes | None:
        """What the file holds; None when there is no such file."""
        folder, _slash, name = path.partition("/")
        if folder == SEARCH:
            index = self._indexes.get(name.partition("/")[0].partition(".")[0])
            return index.files.get(name) if index else None
        with self._one_by_one:
            make = self.files.get(path)
            return make() if make else None


class _Index:
    """The index of one language, made when it is first asked for: that takes as long as many pages."""

    def __init__(self, plan: Plan, urls: Urls) -> None:
        self._plan, self._urls = plan, urls
        self._one_by_one = threading.Lock()
        self._made: Mapping[str, bytes] | None = None

    @property
    def files(self) -> Mapping[str, bytes]:
        with self._one_by_one:
            if self._made is None:
                self._made = index_files_of(self._plan, self._urls)
            return self._made
