"""What it costs to make an index: a process of its own, which reads a catalogue (not counted) and then indexes it.

`python -m search.indexing CATALOGUE FOLDER` is that process; `index_cost` starts it and watches it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from imaginary import TODAY
from langhoc.cache import open_cache
from langhoc.catalogue import Catalogue, check
from langhoc.phrases import Phrases
from langhoc.search import Facets, Source, Synonyms, documents, gazetteer, index_files
from langhoc.site.urls import SEARCH, Urls
from langhoc.workers import Here
from measure import memory_of

_LANGUAGE = "vi"
_CORES = 2
_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True, slots=True)
class IndexCost:
    """Seconds; MiB at the most, of the process and all below it, what several share counted once; number of files.

    `read` is the memory before the index was begun: the catalogue itself.
    """

    seconds: float
    memory: float
    read: float
    files: int


def make_index(catalogue: Catalogue) -> Mapping[str, bytes]:
    """The files of the index of one language: the only place that knows how the product makes them."""
    urls = Urls(_LANGUAGE, is_first=True)
    facets = Facets(catalogue, Phrases(_LANGUAGE), TODAY)
    return index_files(
        Source(
            language=_LANGUAGE,
            prefix=urls.prefix,
            documents=[one for one, _asked in documents(catalogue, _LANGUAGE, urls.record_id, TODAY)],
            gazetteer=gazetteer(catalogue, _LANGUAGE),
            synonyms=Synonyms(catalogue.synonyms),
            labels=facets.labels(),
            topics=facets.topics(),
        )
    )


def index_cost(catalogue: Path, folder: Path) -> IndexCost:
    """The index is left in `folder`, and nothing else. Raises subprocess.CalledProcessError."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "search.indexing", str(catalogue), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    assert process.stdout is not None
    read = most = 0.0
    if process.stdout.readline():
        read = most = memory_of(process.pid)
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(_BETWEEN_LOOKS)
    said = process.stdout.read()
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    return IndexCost(memory=most, read=read, **json.loads(said))


def main() -> None:
    catalogue_folder, folder = map(Path, sys.argv[1:])
    # Beside the index, for that is made anew: reading is not what is measured.
    with open_cache(folder.with_suffix(".sqlite")) as cache:
        catalogue = check(catalogue_folder, TODAY, cache, Here(_CORES)).catalogue
    if catalogue is None:
        sys.exit(f"{catalogue_folder} has errors")
    print("read", flush=True)
    begun = time.perf_counter()
    files = make_index(catalogue)
    for name, content in files.items():
        path = folder / SEARCH / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(json.dumps({"seconds": time.perf_counter() - begun, "files": len(files)}), flush=True)


if __name__ == "__main__":
    main()
