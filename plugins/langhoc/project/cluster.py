"""A Dask cluster's processes, for catalogues of a whole country: https://distributed.dask.org (BSD-3-Clause).

They need not see this computer's disk, but have to have the same langhoc: other code could make other bytes.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from langhoc.cache import code_digest, digest
from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.outcome import NotBuilt
from langhoc.site.assets import Assets, theme_dir
from langhoc.workers import Elsewhere, Workers, WorkersLost, let_go

if TYPE_CHECKING:
    from distributed import Client

# How long to wait for an answer, and for processes that are just being started.
PATIENCE_SECONDS = 15
_GOING_SECONDS = 3
_TALKATIVE = {"asyncio", "distributed", "tornado"}


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """Those who work for the scheduler that listens at `address`, as tcp://192.0.2.1:8786; who comes later does not.

    Raises NotBuilt when there are none, when they have another langhoc, and from the `with` block when they are lost.
    """
    try:
        # Takes a second to import, and is there only for who asked for it.
        from distributed import Client, KilledWorker  # noqa: PLC0415
    except ImportError as error:
        message = Message(_("To build with a cluster, install its part of the package: pip install langhoc[cluster]"))
        raise NotBuilt(message=message) from error
    with _quiet(), contextlib.ExitStack() as leaving:
        try:
            client = Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            params = {"address": address, "reason": str(error)}
            raise NotBuilt(message=Message(_("No cluster answers at {address}: {reason}"), params)) from error
        leaving.callback(_leave, client)
        try:
            workers = _workers(client, address)
            yield Elsewhere(
                client.get_executor(pure=False, workers=workers, allow_other_workers=False),
                len(workers),
                share=partial(_shared, client, workers, address),
                look=partial(_left, client, workers, address),
                lost=(KilledWorker, OSError),
            )
        except WorkersLost as error:
            params = {"address": address, "reason": str(error)}
            raise NotBuilt(message=Message(_("The cluster at {address} was lost: {reason}"), params)) from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells of what happens to it line by line; what matters is told in a sentence."""
    loggers = [one for name, one in logging.root.manager.loggerDict.items() if name.partition(".")[0] in _TALKATIVE]
    were_disabled = [(one, one.disabled) for one in loggers if isinstance(one, logging.Logger)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for logger, _was_disabled in were_disabled:
                logger.disabled = True
            yield
    finally:
        for logger, was_disabled in were_disabled:
            logger.disabled = was_disabled


def _leave(client: Client) -> None:
    if client.status == "running":
        with contextlib.suppress(OSError):
            client.run(let_go, on_error="ignore")
    client.close(timeout=_GOING_SECONDS)


def _workers(client: Client, address: str) -> list[str]:
    """The addresses of all who are there."""
    installed: Mapping[str, object] = {}
    with contextlib.suppress(OSError):
        client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        installed = client.run(what_is_installed, on_error="return")
    if not installed:
        text = _("The cluster at {address} has no workers: start some with `dask worker`.")
        raise NotBuilt(message=Message(text, {"address": address}))
    here = what_is_installed()
    others = [worker for worker, there in installed.items() if there != here]
    if others:
        text = _("{workers}: another langhoc or Python than on this computer, or none. Install the same on all.")
        raise NotBuilt(message=Message(text, {"workers": ", ".join(others)}))
    return list(installed)


def what_is_installed() -> bytes:
    """A digest of all that bytes could differ for: code, theme, Python, the sizes that compression gives."""
    return digest(code_digest(), Assets(theme_dir()).digest, zlib.ZLIB_RUNTIME_VERSION)


def _shared(client: Client, workers: list[str], address: str, blob: bytes) -> Any:
    """What stands for `blob` with all workers that are left."""
    while True:
        try:
            return client.scatter(blob, workers=_left(client, workers, address), broadcast=True, hash=False)
        except KeyError:
            # One of them went meanwhile, which is told so (distributed 2026, Scheduler.scatter).
            continue


def _left(client: Client, workers: list[str], address: str) -> list[str]:
    """Those of them that are there. Raises NotBuilt when none is left."""
    there = None
    with contextlib.suppress(OSError):
        # What `scheduler_info` gives may be another answer than its own: the client asks for itself, too, for none of
        # the workers (distributed 2026, Client._update_scheduler_info).
        told = client.sync(client.scheduler.identity, n_workers=-1).get("workers")
        # While it seeks the scheduler, a client tells of no workers.
        there = told if client.status == "running" else None
    if there is None:
        raise NotBuilt(message=Message(_("The cluster at {address} does not answer any more."), {"address": address}))
    left = [worker for worker in workers if worker in there]
    if not left:
        raise NotBuilt(message=Message(_("No worker of the cluster at {address} is left."), {"address": address}))
    return left
