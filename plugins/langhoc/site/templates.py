"""The Jinja environment of one language, over the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape
from platformdirs import user_cache_dir

from langhoc.cache import Cache, code_digest, digest, open_cache
from langhoc.i18n import mark as _
from langhoc.i18n import translations
from langhoc.phrases import Phrases
from langhoc.site.markup import safe, written

# What the page for a lost address says in every language at once, so that `_` cannot say it.
LOST = {
    "lost": _("This page does not exist"),
    "lost_how": _("It was moved or deleted, or the address is misspelt."),
}


# Components that show the same of the same things on many pages, and how many of each are kept.
_KEPT = ("icon", "card", "contact")
_MOST_KEPT = 4096
_TRANSLATING = {"_", "gettext", "ngettext"}

_CACHE_FILE, _ROOM = "templates.sqlite", "templates"
# The templates of this environment; the others of a theme are for MkDocs'.
_OWN = (
    "components/",
    "bodies/",
    "not_found.html",
    "offline.html",
    "editing/page.html",
    "pack/single_file.html",
    "stick/check.html",
)


class Compiled(BytecodeCache):
    """What was compiled of templates, which takes long: the same for all languages, and for the next run.

    What one of them shows of another without asking anything is compiled into it: `version` is of the whole theme.
    """

    def __init__(self, cache: Cache, version: bytes) -> None:
        self._cache, self._version = cache, version
        self._codes: dict[bytes, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = self._key(bucket)
        if key not in self._codes:
            kept = self._cache.get(_ROOM, key)
            if kept is not None:
                bucket.bytecode_from_string(kept)
            self._codes[key] = bucket.code
        bucket.code = self._codes[key]

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = self._key(bucket)
        self._codes[key] = bucket.code
        self._cache.put(_ROOM, key, bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> bytes:
        """Of where the template lies, its text and its theme; and of this code, Python and Jinja."""
        return digest(code_digest(), self._version, bucket.key, bucket.checksum)


class _Said(dict[str, Markup]):
    """What is said in a language, by the English sentence."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, sentence: str) -> Markup:
        self[sentence] = said = escape(self._phrases.say(sentence))
        return said


class _Generator(CodeGenerator):
    """Writes Python that does no more than ours needs: what is HTML already is not looked at again, attributes and
    items are asked for directly, and a macro is a function whose arguments are given in their order.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("(" if _is_html(node) else "environment.written(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A sentence is looked up, a macro called at once: but for what translates, none asks where it is called."""
        sentence = _sentence(node)
        if sentence is not None:
            self.write(f"environment.said[{sentence!r}]")
            return
        if not _is_macro(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.fail("A macro is given its arguments in their order", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return environment.safe(concat({frame.buffer}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.function(macro)")


def _is_html(node: nodes.Expr) -> bool:
    """Whether what a template shows was made by a template."""
    if isinstance(node, nodes.Filter):
        return node.name in _KEPT
    return isinstance(node, nodes.Call) and (_sentence(node) is not None or _is_macro(node))


def _is_macro(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name not in _TRANSLATING


def _sentence(node: nodes.Call) -> str | None:
    """What a call of `_` with nothing but a sentence says."""
    is_plain = isinstance(node.node, nodes.Name) and node.node.name == "_" and len(node.args) == 1 and not node.kwargs
    said = node.args[0] if is_plain else None
    return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else None


def _function(macro: FunctionType) -> FunctionType:
    """The macro, which knows itself what stands for an argument that is left out."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


class _Environment(Environment):
    code_generator_class = _Generator

    written = staticmethod(written)
    safe = staticmethod(safe)
    function = staticmethod(_function)
    said: _Said

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict, for a template that imports others compares its names with theirs each time."""
        return {**self.globals, **(d or {})}


Templates = Mapping[str, Environment]
"""The environment of each language."""


# A preview makes pages again and again.
@lru_cache(maxsize=1)
def templates(theme: Path, version: bytes, languages: tuple[str, ...]) -> Templates:
    """`version` is a digest of what lies in the folder `theme`. All are loaded at once, so that forks of this process
    have them, too.
    """
    with open_cache(Path(user_cache_dir("langhoc", appauthor=False)) / _CACHE_FILE) as cache:
        compiled = Compiled(cache, version)
        made = {language: environment(theme, Phrases(language), compiled) for language in languages}
        for env in made.values():
            for name in env.list_templates(filter_func=lambda name: name.startswith(_OWN)):
                env.get_template(name)
        cache.forget_unused(_ROOM)
    return made


def environment(theme: Path, phrases: Phrases, compiled: Compiled) -> Environment:
    """Everything is escaped, a name that does not exist is an error, `_` says a message in the language.

    Every template knows the macros of components/. One that shows the same of the same things on many pages is a
    filter: what it made is kept.
    """
    env = _Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=compiled,
    )
    env.said = _Said(phrases)
    messages = translations(phrases.language)
    env.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= LOST
    for name in _KEPT:
        env.filters[name] = lru_cache(_MOST_KEPT)(getattr(env.get_template(f"components/{name}.html").module, name))
    env.globals |= _components(env)
    return env


def _components(env: Environment) -> dict[str, object]:
    """Every macro of components/ by its name: to import them in each template takes time on each page."""
    names = env.list_templates(filter_func=lambda name: name.startswith("components/"))
    modules = [env.get_template(name).module for name in names]
    return {name: macro for module in modules for name, macro in vars(module).items() if callable(macro)}
