"""The adapter to MkDocs: hooks translate, nothing else. The only module that imports mkdocs.

MkDocs renders Material's frame and the editors' Markdown into a folder aside; what it made becomes a `Host`,
from which the core builds the site. So `mkdocs build` and `langhoc build` end in the same function, and MkDocs,
which empties its folder first and aborts last, never touches the site itself.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import os
import pkgutil
import posixpath
import re
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import jinja2
import markdown.extensions
from babel import Locale
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from langhoc.i18n import Message, message_language, translations, translator
from langhoc.i18n import mark as _
from langhoc.phrases import KIND_LABELS
from langhoc.problems import Problem, report
from langhoc.project import HOST_FILE, HostRun, Inputs, NotBuilt, Project, Steps, today_in
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.frame import Frame, slot, without_slots
from langhoc.site.host import DEEPEST_RECORD, ContentPage, Host, language_of
from langhoc.site.sanitising import sanitise_page

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from langhoc.catalogue import Catalogue

# Material prints a notice about MkDocs' future at every run; it is not the editors' concern.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.langhoc")

# Of Material's own files, pages need its main style sheet only.
_KEPT_OF_THEME = "assets/stylesheets/main."
# What the core makes itself, better: without the day of the build, and self-contained.
_REPLACED = {"404.html", "sitemap.xml"}
# What editors may lay beside their pages: pictures, sound, papers. A page or a drawing of their own could run scripts.
_COPIED = {
    "", ".avif", ".csv", ".docx", ".epub", ".gif", ".ico", ".ics", ".jpeg", ".jpg", ".m4a", ".mp3", ".odp", ".ods",
    ".odt", ".ogg", ".opus", ".pdf", ".png", ".pptx", ".txt", ".vcf", ".webp", ".xlsx", ".zip",
}  # fmt: skip
# Of these it is known that their output depends on the editors' files alone.
_OWN_PLUGINS = {"langhoc", "search", "material/search"}
_READS_OTHER_FILES = {"pymdownx.b64", "pymdownx.snippets"}
# Markdown's own extensions by their short names, which stand in this folder of its package.
_OWN_EXTENSIONS = {module.name for module in pkgutil.iter_modules(markdown.extensions.__path__)}

# What a mkdocs.yml may name: another that it builds on, and variables: `!ENV NAME` or `!ENV [NAME, OTHER, default]`.
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)
_VARIABLES = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")


class _Warnings(logging.Handler):
    """Keeps the texts of warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


class _MenuItem(NamedTuple):
    """An editors' page in the menu: its address from the site's top, and its title."""

    path: str
    title: str


class VisibleFiles(jinja2.FileSystemLoader):
    """Lists no hidden folders: in one of Material's lie ten thousand icons, which MkDocs leaves out one by one."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _seen_below(Path(folder))})


def _seen_below(folder: Path) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        above = Path(root).relative_to(folder)
        yield from ((above / name).as_posix() for name in names)


class _Theme(Theme):
    """A theme whose files are listed quickly."""

    def get_env(self) -> jinja2.Environment:
        env = super().get_env()
        env.loader = VisibleFiles(self.dirs)
        return env


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: what is to be said of a catalogue stands in data/catalogue.yml."""


class LangHocPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Hands what MkDocs makes to the core. `receive` takes the Host; by default it builds the site from it."""

    def __init__(self) -> None:
        self.receive: Callable[[Host], None] | None = None
        self.languages: tuple[str, ...] = ()
        self._preview = False
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._site_dir: Path | None = None
        self._project: Project | None = None
        self._catalogue: Catalogue | None = None
        self._warnings: _Warnings | None = None
        self._frames: dict[tuple[str, int], Frame] = {}
        self._contents: dict[str, ContentPage] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the catalogue before MkDocs does anything, and send MkDocs' own output aside."""
        self._frames.clear()
        self._contents.clear()
        self._listen()
        self._site_dir = Path(config.site_dir)
        if self.receive is None:
            self._begin(config)
        self._aside = tempfile.TemporaryDirectory(prefix="langhoc-host-")
        config.site_dir = self._aside.name
        config.use_directory_urls = False
        # The core sees to the links of pages: MkDocs does not know the records'.
        config.validation.links.not_found = logging.DEBUG
        config.theme.static_templates -= _REPLACED
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(theme_dir()))
        if type(config.theme) is Theme:
            config.theme.__class__ = _Theme
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        folder = Path(config.config_file_path).parent
        language = message_language(os.environ)
        try:
            self._project = Project(folder, today_in(os.environ, datetime.now(UTC)), config.strict)
            self._catalogue, problems = self._project.usable()
        except NotBuilt as error:
            raise Abort(_reason(error, language)) from None
        if problems:
            log.info(report(problems, "text", language))
        self.languages = self._catalogue.languages

    def _listen(self) -> None:
        """Collect what MkDocs warns of: its own strict mode looks at it only after everything is written."""
        self._listen_no_more()
        self._warnings = _Warnings()
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def _listen_no_more(self) -> None:
        if self._warnings is not None:
            logging.getLogger("mkdocs").removeHandler(self._warnings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's files that no page loads, and editors' files that could run something."""
        for file in list(files):
            if not file.is_documentation_page() and not _is_harmless(file, config):
                log.warning("%s is not copied: its kind could hold a script.", file.src_uri)
                files.remove(file)
                continue
            from_theme = any(Path(file.src_dir or "").is_relative_to(folder) for folder in config.theme.dirs)
            kept = file.src_uri.startswith(_KEPT_OF_THEME) and file.src_uri.endswith(".css")
            if from_theme and not kept:
                files.remove(file)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        path = page.file.dest_uri
        language = language_of(path, self.languages)
        description = str(page.meta.get("description", ""))
        safe = sanitise_page(html)
        source = _named_from(Path(config.config_file_path).parent, Path(page.file.abs_src_path or page.file.src_uri))
        self._contents[path] = ContentPage(path, source, language, _plain(page.title), description, safe)
        return safe

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Render the frames: everything they need is known now, and nothing has been written yet."""
        deepest = max([DEEPEST_RECORD, *(path.count("/") for path in self._contents)])
        common = self._common(files)
        for language in self.languages:
            own = _config_in(config, language)
            context = {**common, **self._said_in(language)}
            for depth in range(deepest + 1):
                html = _frame(env, own, files, depth, context)
                self._frames[language, depth] = Frame.from_html(html, self._preview)
        return env

    def _common(self, files: Files) -> dict[str, Any]:
        """What the templates of all frames know."""
        return {
            "slot": slot,
            "languages": self.languages,
            "assets": Assets(theme_dir()),
            "material_styles": [file.src_uri for file in files if file.src_uri.startswith(_KEPT_OF_THEME)],
            "language_names": {code: Locale(code).get_display_name() for code in self.languages},
        }

    def _said_in(self, language: str) -> dict[str, Any]:
        """What those of one language know besides."""
        messages = translations(language)
        return {
            "_": messages.gettext,
            "language": language,
            "home": "index.html" if language == self.languages[0] else f"{language}/index.html",
            "prefix": "" if language == self.languages[0] else f"{language}/",
            "pages": [_menu_item(page) for page in self._contents.values() if _is_in_menu(page, language)],
            "kind_labels": {kind: messages.gettext(label) for kind, label in KIND_LABELS.items()},
        }

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The last of all plugins and hooks: where another one fails, nothing has been published."""
        host = Host(
            config.site_url or None, dict(self._frames), tuple(self._contents.values()), self._copied(), self._said()
        )
        assert self._site_dir is not None
        # `mkdocs gh-deploy` goes on with what lies there.
        config.site_dir = str(self._site_dir)
        if self.receive is not None:
            self.receive(host)
        elif not (config.strict and host.warnings):  # MkDocs itself aborts then; the site stays as it was.
            self._build(host, self._site_dir)

    def _build(self, host: Host, site_dir: Path) -> None:
        assert self._project is not None
        assert self._catalogue is not None
        try:
            self._project.build_with(host, self._catalogue, site_dir, Steps(warned=_warn))
        except NotBuilt as error:
            raise Abort(_reason(error, message_language(os.environ))) from None

    def _copied(self) -> dict[str, bytes]:
        """The files that MkDocs wrote besides pages: pictures, downloads, the style sheet."""
        assert self._aside is not None
        aside = Path(self._aside.name)
        named = {path.relative_to(aside).as_posix(): path for path in sorted(aside.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in named.items() if name not in self._contents}

    def _said(self) -> tuple[str, ...]:
        return tuple(self._warnings.texts) if self._warnings else ()

    def on_shutdown(self) -> None:
        self._listen_no_more()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch the catalogue too, and go on serving the pages that stand when a record is broken."""
        folder = Path(config.config_file_path).parent
        for watched in (folder / "data", theme_dir()):
            server.watch(str(watched))
        server.builder = _patient(server.builder)
        return server


def _frame(env: jinja2.Environment, config: MkDocsConfig, files: Files, depth: int, context: dict[str, Any]) -> str:
    """The frame of the pages that lie so many folders deep, with a slot for each page's own."""
    where = posixpath.join(*["x"] * depth, "frame.md") if depth else "frame.md"
    page = Page("", File.generated(config, where, content=""), config)
    page.content = slot("body")
    known = mkdocs_build.get_context(Navigation([], []), files, config, page)
    return env.get_template("frame.html").render({**known, **context})


def _is_harmless(file: File, config: MkDocsConfig) -> bool:
    """Whether a file of an editor's can be copied as it is; what the theme and other plugins bring always can."""
    from_editors = Path(file.src_dir or "") == Path(config.docs_dir)
    return not from_editors or Path(file.src_uri).suffix.lower() in _COPIED


def _patient(builder: Callable[[], None]) -> Callable[[], None]:
    """`builder`, which tells why it did not build instead of raising: MkDocs' server stands still after an error."""

    def build() -> None:
        try:
            builder()
        except Abort as error:
            log.error(str(error))

    return build


def _named_from(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)


def _plain(title: object) -> str:
    """A title taken from a heading is HTML: MkDocs drops its tags and leaves its entities. It cannot name a slot."""
    return without_slots(unescape(str(title or "")))


def _is_in_menu(page: ContentPage, language: str) -> bool:
    is_home = page.path.rsplit("/", 1)[-1] == "index.html" and page.path.count("/") <= 1
    return page.language == language and not is_home


def _menu_item(page: ContentPage) -> _MenuItem:
    return _MenuItem(quote(page.path), page.title)


def _config_in(config: MkDocsConfig, language: str) -> MkDocsConfig:
    """The configuration with a theme of its own in `language`: a shared one would turn all pages."""
    own = copy.copy(config)
    own.theme = copy.deepcopy(config.theme)
    own.theme["language"] = language
    return own


def _warn(problems: Sequence[Problem]) -> None:
    log.warning(report(problems, "text", message_language(os.environ)))


def _reason(error: NotBuilt, language: str) -> str:
    if error.message:
        return f"\n{error.message.said(translator(language))}"
    return f"\n{report(error.problems, 'text', language)}"


def run_mkdocs(folder: Path, languages: tuple[str, ...]) -> HostRun:
    """Run MkDocs over `folder`/mkdocs.yml and give what it made. Raises NotBuilt with what it said."""
    with _listening() as heard:
        try:
            return _run(folder.resolve(), languages)
        except (Abort, ConfigurationError, BuildError) as error:
            raise _not_finished([*heard.texts, str(error).strip()]) from error
        except NotBuilt:
            raise
        except Exception as error:  # A plugin, a hook or a Markdown extension of somebody else's may raise anything.
            raise _not_finished([*heard.texts, _where_raised(error)]) from error


def _run(folder: Path, languages: tuple[str, ...]) -> HostRun:
    begun = time.time_ns()
    config = load_config(str(folder / HOST_FILE), site_dir=str(folder / ".langhoc" / "never-written"))
    plugin = config.plugins.get("langhoc")
    if not isinstance(plugin, LangHocPlugin):
        raise NotBuilt(message=Message(_("mkdocs.yml does not name the plugin: add `plugins: [langhoc]`.")))
    received: list[Host] = []
    inputs = _inputs(config)
    plugin.receive, plugin.languages = received.append, languages
    try:
        mkdocs_build.build(config)
    finally:
        plugin.receive = None  # MkDocs keeps the plugin for the next build of this process.
    return HostRun(received[0], inputs, begun)


@contextlib.contextmanager
def _listening() -> Iterator[_Warnings]:
    """What MkDocs warns of meanwhile; without a listener, Python would print it."""
    heard = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        yield heard
    finally:
        logger.removeHandler(heard)


def _not_finished(reasons: Sequence[str]) -> NotBuilt:
    return NotBuilt(message=Message(_("MkDocs did not finish: {reason}"), {"reason": "\n".join(reasons)}))


def _where_raised(error: Exception) -> str:
    """What was raised and where, for who wrote that code."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{where}"


def _inputs(config: MkDocsConfig) -> Inputs | None:
    """What MkDocs' output depends on besides mkdocs.yml and the installed packages; None where anything may matter."""
    unknown = config.hooks or set(config.plugins) - _OWN_PLUGINS
    if unknown or not all(map(_is_known, config.markdown_extensions)):
        return None
    files = list(_config_files(Path(config.config_file_path)))
    custom = [config.theme.custom_dir] if config.theme.custom_dir else []
    named: list[str] = [config.docs_dir, *custom, *config.watch]
    variables = {name for file in files for name in _variables(file.read_text(encoding="utf-8"))}
    paths = (Path(_named_from(files[0].parent, path)) for path in [*files, *(Path(name) for name in named)])
    return Inputs(tuple(paths), tuple(sorted(variables)))


def _is_known(extension: str) -> bool:
    """Whether a Markdown extension is known to look at the page alone."""
    is_own = extension.removeprefix("markdown.extensions.") in _OWN_EXTENSIONS
    return is_own or (extension.startswith("pymdownx.") and extension not in _READS_OTHER_FILES)


def _config_files(file: Path) -> Iterator[Path]:
    """`file`, and the one that it builds on, and so on."""
    yield file
    inherited = _INHERITED.search(file.read_text(encoding="utf-8"))
    if inherited:
        yield from _config_files(file.parent / inherited[1].strip())


def _variables(text: str) -> Iterator[str]:
    for named in _VARIABLES.findall(text):
        yield from (name.strip(" \"'") for name in named.strip("[]").split(","))
