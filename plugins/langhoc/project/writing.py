"""A plan -> its site, and what is to be said of its pages."""

from __future__ import annotations

from langhoc.cache import Cache
from langhoc.i18n import Message
from langhoc.problems import Place, Problem
from langhoc.project.inputs import HOST_FILE
from langhoc.site.build import Lying, Plan, Site, site_of
from langhoc.site.host import Host
from langhoc.site.links import page_problems
from langhoc.site.publish import Files
from langhoc.site.urls import all_urls
from langhoc.workers import Workers


def site_and_warnings(plan: Plan, cache: Cache, workers: Workers, lying: Lying) -> tuple[Site, tuple[Problem, ...]]:
    site = site_of(plan, cache, workers, lying)
    return site, warnings_of(plan, site.files)


def warnings_of(plan: Plan, files: Files) -> tuple[Problem, ...]:
    """What is to be said of the pages. `files` is the site; the index need not be in it."""
    homes = {urls.home for urls in all_urls(plan.catalogue.languages)}
    return (*_said(plan.host), *page_problems(plan.host.contents, homes, files))


def _said(host: Host) -> tuple[Problem, ...]:
    """What the host warned of."""
    return tuple(Problem("page-warning", Place(HOST_FILE), Message("{text}", {"text": text})) for text in host.warnings)
