"""A style sheet -> what of it can apply: the theme's is made for more than a catalogue's pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

# A class or an id in a selector.
_NAME = re.compile(r"[.#](-?[A-Za-z_](?:[\w-]|\\.)*)")
# What a selector says in brackets, as ":is(a, .b)", of which it takes one or none.
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
# What rules are told apart by; what stands in quotes or in a comment tells nothing.
_SIGNS = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{};]", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# These hold rules.
_AROUND = ("@media", "@supports")

_IN_TAGS = re.compile(r"\s(?:class|id)=\"([^\"]*)\"")
_WORDS = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """What stands before the braces, and in them; a statement that ends in a semicolon has none."""

    about: str
    said: str | None


def names_in(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """The classes and ids of pages, which are HTML, and every word of scripts, which may become one."""
    in_pages = (name for page in pages for names in _IN_TAGS.findall(page) for name in names.split())
    return frozenset(in_pages).union(*(_WORDS.findall(script) for script in scripts))


def used(css: str, names: Collection[str]) -> str:
    """The rules, as far as their selectors name no class and no id that is not among `names`."""
    return "".join(_kept(rule, names) for rule in rules(css))


def rules(css: str) -> Iterator[Rule]:
    """The outermost rules of a sheet, in their order."""
    begun = depth = opened = 0
    for sign in _SIGNS.finditer(css):
        if sign[0] == "{":
            opened = opened if depth else sign.end()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if not depth:
                yield Rule(_COMMENT.sub("", css[begun : opened - 1]).strip(), css[opened : sign.start()])
                begun = sign.end()
        elif sign[0] == ";" and not depth:
            yield Rule(_COMMENT.sub("", css[begun : sign.end()]).strip(), None)
            begun = sign.end()


def _kept(rule: Rule, names: Collection[str]) -> str:
    if rule.said is None:
        return rule.about
    if rule.about.startswith(_AROUND):
        within = used(rule.said, names)
        return f"{rule.about}{{{within}}}" if within else ""
    if rule.about.startswith("@"):
        return f"{rule.about}{{{rule.said}}}"
    selectors = ",".join(one for one in _selectors(rule.about) if _can_apply(one, names))
    return f"{selectors}{{{rule.said}}}" if selectors else ""


def _selectors(about: str) -> Iterator[str]:
    """Those of a list: a comma in brackets is part of one."""
    begun = depth = 0
    for at, sign in enumerate(about):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield about[begun:at]
            begun = at + 1
    yield about[begun:]


def _can_apply(selector: str, names: Collection[str]) -> bool:
    """Whether all classes and ids are there that must be."""
    before = ""
    while before != selector:
        before, selector = selector, _IN_BRACKETS.sub("", selector)
    return all(name.replace("\\", "") in names for name in _NAME.findall(selector))
