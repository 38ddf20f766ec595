"""The page with what a reader wants to find again: a script fills it from what this browser keeps."""

from __future__ import annotations

from langhoc.i18n import mark as _
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press
from langhoc.site.urls import Urls, link


def saved_page(press: Press) -> Page:
    view, say = press.view(press.urls.saved), press.phrases.say
    about = About(say(_("My list")), say(_("What you kept, to find it again.")), "saved")
    return press.page("saved", view, about, _address, {"script": link(view.path, press.scripts["saved"])})


def _address(urls: Urls) -> str:
    return urls.saved
