"""A new catalogue: the starter's files, copied whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

STARTER = Path(__file__).parent.parent / "starter"


def start(folder: Path) -> None:
    """Copy the starter to `folder`. Raises FileExistsError when it holds anything, OSError when it cannot."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=parent))
    try:
        shutil.copytree(STARTER, aside, dirs_exist_ok=True)
        aside.chmod(0o755)
        aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
