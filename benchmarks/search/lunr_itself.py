"""What lunr would cost in the browser, on our documents: the reason for a scorer of our own, or against one.

`python -m search.lunr_itself CATALOGUE` prints the documents as lunr would get them: words without marks, by field.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from imaginary import TODAY
from langhoc.cache import open_cache
from langhoc.catalogue import check
from langhoc.search import Document, documents
from langhoc.site.urls import Urls
from search.browser import SLOWER, opened
from search.figures import SHOWN, Found
from search.questions import Question
from search.serve import served
from search.sites import ROOT, WORK
from search.typed import words_of

_LANGUAGE = "vi"
_FOLDER = WORK / "lunr"
_LUNR = ROOT / "node_modules" / "lunr" / "lunr.min.js"
_PAGE = '<!doctype html><html lang=vi><title>lunr</title><script src="lunr.js"></script>'
_BOOSTS = {"title": 10, "place": 4, "text": 1}

_BUILD = f"""async () => {{
  const documents = await (await fetch('documents.json')).json();
  const builder = new lunr.Builder();
  builder.ref('path');
  for (const [field, boost] of Object.entries({json.dumps(_BOOSTS)})) builder.field(field, {{boost}});
  builder.tokenizer = (text) => (text ? text.split(' ') : []).map((word) => new lunr.Token(word, {{}}));
  for (const document of documents) builder.add(document);
  window.index = builder.build();
  return JSON.stringify(index);
}}"""
# `near`: a word is also found by its beginning, and one letter off.
_ASK = f"""([questions, near]) => questions.map((words) => {{
  const begun = performance.now();
  const found = index.query((query) => words.forEach((word) => {{
    query.term(word, {{boost: 4}});
    if (!near) return;
    query.term(word, {{wildcard: lunr.Query.wildcard.TRAILING, boost: 2}});
    if (word.length > 3) query.term(word, {{editDistance: 1}});
  }}));
  return [performance.now() - begun, found.slice(0, {SHOWN}).map((one) => one.ref)];
}})"""


# Milliseconds, and the pages.
_Answer = tuple[float, list[str]]
# Of the questions, one in so many is timed: some take seconds.
_TIMED_OF = 4


def lunr_itself(browser: Browser, catalogue: Path, questions: Sequence[Question]) -> tuple[Found, Found]:
    """Asked for whole words, and as near as people type; on a slow processor. Its index is one file.

    The index is built in the page, at full speed.
    """
    _FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "search.lunr_itself", str(catalogue)]
    printed = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1]).stdout
    (_FOLDER / "documents.json").write_bytes(printed)
    (_FOLDER / "lunr.js").write_bytes(_LUNR.read_bytes())
    (_FOLDER / "index.html").write_text(_PAGE, encoding="utf-8")
    words = [words_of(question.text) for question in questions]
    with served(_FOLDER) as server, opened(browser, server.address) as page:
        size = sum(len(gzip.compress(each, 9)) for each in (_LUNR.read_bytes(), page.evaluate(_BUILD).encode()))
        found = [page.evaluate(_ASK, [words, near]) for near in (False, True)]
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        slowly = [page.evaluate(_ASK, [words[::_TIMED_OF], near]) for near in (False, True)]
    whole, near = (_found(asked, times, size) for asked, times in zip(found, slowly, strict=True))
    return whole, near


def _found(asked: Iterable[_Answer], slowly: Iterable[_Answer], size: int) -> Found:
    answers = tuple([path.removesuffix(".html") for path in paths] for _took, paths in asked)
    return Found(answers, (size,), tuple(took for took, _paths in slowly))


def main() -> None:
    with open_cache(None) as cache:
        catalogue = check(Path(sys.argv[1]), TODAY, cache).catalogue
    assert catalogue is not None
    urls = Urls(_LANGUAGE, is_first=True)
    found = [one for one, _asked in documents(catalogue, _LANGUAGE, urls.record_id, TODAY)]
    by_id = {one.id: one for one in found}
    print(json.dumps([_for_lunr(one, [by_id[area] for area in one.areas]) for one in found]))


def _for_lunr(document: Document, areas: Iterable[Document]) -> dict[str, str]:
    """The names of the areas that hold it lead to it, too."""
    around = [name for area in areas for name in (*area.titles, *area.names)]
    return {
        "path": document.path,
        "title": _words(document.titles),
        "place": _words((*document.places, *document.names, *around)),
        "text": _words(document.texts),
    }


def _words(texts: Iterable[str]) -> str:
    return " ".join(word for text in texts for word in words_of(text))


if __name__ == "__main__":
    main()
