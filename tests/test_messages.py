"""What is said on screen is said in Vietnamese too."""

from __future__ import annotations

import gettext
import importlib.util
import io
import string
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po as babels_read_po
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from langhoc.i18n import LOCALE_DIR, Message, message_language, read_po, translations, translator
from langhoc.site.assets import theme_dir


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew", LOCALE_DIR / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_click_says_is_compiled_from_its_file(renew: ModuleType) -> None:
    """The file that gettext reads is what `make messages` makes of the one that a translator mends."""
    clicks = renew.po_file("vi", "click")
    assert clicks.with_suffix(".mo").read_bytes() == renew.compiled(clicks)


def names_in(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_every_sentence_has_its_vietnamese(renew: ModuleType) -> None:
    """No sentence of the interface is untranslated, and the file of translations is what `make messages` makes."""
    catalog = renew.renewed("vi", renew.extracted(theme_dir()))
    assert renew.untranslated(catalog) == []
    assert renew.as_po(catalog) == renew.po_file("vi").read_bytes()


def test_translations_name_what_the_sentence_names(renew: ModuleType) -> None:
    """A translation fills in the same names as its English, so that no message fails when it is shown."""
    for message in renew.renewed("vi", renew.extracted(theme_dir())):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for said in [message.string] if isinstance(message.string, str) else message.string:
            assert names_in(said) == names_in(english), english


def test_messages_come_in_the_computers_language() -> None:
    """Who has an English computer reads English; everybody else Vietnamese."""
    assert message_language({"LANG": "en_GB.UTF-8"}) == "en"
    assert message_language({"LANG": "C.UTF-8"}) == "vi"
    assert message_language({"LC_ALL": "vi_VN", "LANG": "en_US"}) == "vi"
    assert message_language({}) == "vi"


def test_a_message_is_filled_in_after_it_is_translated() -> None:
    """Whatever a file holds may stand in a message, braces and percent signs too."""
    message = Message("There is no record “{id}”.", {"id": "{x} 100%"})
    assert message.said(translator("vi")) == "Không có bản ghi nào mã “{x} 100%”."


def as_babel_reads(po: bytes, language: str) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, babels_read_po(io.BytesIO(po), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def test_our_file_says_what_babel_reads_in_it() -> None:
    """Every sentence, and every number of something, is said as the library that wrote the file understands it."""
    po = (LOCALE_DIR / "vi" / "LC_MESSAGES" / "langhoc.po").read_bytes()
    ours, babels = translations("vi"), as_babel_reads(po, "vi")
    for message in babels_read_po(io.BytesIO(po), locale="vi"):
        if isinstance(message.id, str):
            assert not message.id or ours.gettext(message.id) == babels.gettext(message.id)
        else:
            assert [ours.ngettext(*message.id, n) for n in (0, 1, 2)] == [
                babels.ngettext(*message.id, n) for n in (0, 1, 2)
            ]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from('\n\t\r"\\#'), min_size=1)


@given(
    st.sampled_from(["vi", "en", "pl", "ar"]),
    st.dictionaries(TEXTS, st.tuples(TEXTS, st.booleans(), st.none() | TEXTS), max_size=5),
)
def test_a_file_is_read_as_babel_reads_it(language: str, sentences: dict[str, tuple[str, bool, str | None]]) -> None:
    """Long texts over several lines, signs with a backslash, forms of the plural, what nobody is sure of."""
    catalog = Catalog(locale=language)
    for english, (said, is_unsure, many) in sentences.items():
        flags = ["fuzzy"] if is_unsure else []
        if many is None:
            catalog.add(english, said, flags=flags, auto_comments=['msgid "no"'])
        else:
            catalog.add((english, many), tuple(f"{said} {n}" for n in range(catalog.num_plurals)), flags=flags)
    written = io.BytesIO()
    write_po(written, catalog, width=40)
    ours, babels = read_po(written.getvalue().decode()), as_babel_reads(written.getvalue(), language)
    for english, (_said, _is_unsure, many) in sentences.items():
        if many is None:
            assert ours.gettext(english) == babels.gettext(english)
        else:
            assert [ours.ngettext(english, many, n) for n in range(12)] == [
                babels.ngettext(english, many, n) for n in range(12)
            ]
