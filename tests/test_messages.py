"""What is said on screen is said in Vietnamese too."""

from __future__ import annotations

import importlib.util
import string
from types import ModuleType

import pytest

from langhoc.i18n import LOCALE_DIR, Message, message_language, translator
from langhoc.site.assets import theme_dir


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew", LOCALE_DIR / "renew.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
