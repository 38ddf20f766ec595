"""The sheet that is signed before a story is told: printed on one page, kept in the office, never put into a file."""

from __future__ import annotations

from langhoc.i18n import mark as _
from langhoc.model import ConsentScope
from langhoc.site.pages.page import Page
from langhoc.site.pages.press import About, Press

# What each tick means to who gives it.
_TICKS = {
    ConsentScope.SITE: _("On the website. Everybody can read it there, and search engines find it."),
    ConsentScope.COPIES: _("In copies that are given away: USB sticks, memory cards, printed paper."),
    ConsentScope.EXPORTS: _("In data that others use: newspapers, other catalogues."),
    ConsentScope.PHOTO: _("With my photo, and with my voice."),
}


def consent_page(press: Press) -> Page:
    view = press.view(press.urls.consent)
    title = press.phrases.say(_("Consent to tell a story"))
    about = About(
        title, press.phrases.say(_("A sheet to print, to read out, and to sign. It stays in the office.")), "consent"
    )
    content = {
        "site": view.said(press.catalogue.settings.title),
        "ticks": [press.phrases.say(_TICKS[scope]) for scope in ConsentScope],
    }
    return press.page("consent", view, about, lambda urls: urls.consent, content)
