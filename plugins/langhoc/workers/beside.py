"""A task done beside this process, by a fork of it, until what it makes is needed here."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from langhoc.workers.division import Workers
from langhoc.workers.here import Here, begin_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Made = TypeVar("Made")

_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def begun(task: Callable[[], Made], workers: Workers) -> Iterator[Callable[[], Made]]:
    """Gives what waits for the task, whose result can be pickled; what the task raises is raised then.

    What nobody has waited for by the end of the `with` block is broken off, and leaves no temporary files. Where
    `workers` are no forks, the task is done here when it is waited for. Raises ChildProcessError when the system kills
    the process.
    """
    if not (isinstance(workers, Here) and workers.can_fork()):
        yield task
        return
    # Most builds begin nothing.
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="langhoc-beside-") as aside:
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(task, sender, receiver, aside))
        with _held_back():
            process.start()
        sender.close()
        is_told = False

        def told() -> Made:
            nonlocal is_told
            made: Made
            made, error = _received(receiver)
            is_told = True
            if error is not None:
                raise error
            return made

        try:
            yield told
        finally:
            if not is_told:
                process.terminate()
            process.join()
            receiver.close()


def _received(receiver: Connection[Any, Any]) -> Any:
    """What was made, and what was raised."""
    try:
        return receiver.recv()
    except EOFError as error:
        raise ChildProcessError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from error


@contextmanager
def _held_back() -> Iterator[None]:
    """Without the signals to end: a process that only begins would not know yet what to do then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the other process


def _tell(task: Callable[[], object], sender: Connection[Any, Any], receiver: Connection[Any, Any], aside: str) -> None:
    import tempfile  # noqa: PLC0415

    begin_fork()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    # It may be ended in the middle of anything: the other process clears away what it leaves.
    tempfile.tempdir = aside
    # While one that could be read from is open, nobody is told that nobody reads.
    receiver.close()
    with suppress(BrokenPipeError):
        sender.send(_outcome(task))


def _outcome(task: Callable[[], object]) -> tuple[object, BaseException | None]:
    try:
        return task(), None
    except BaseException as error:
        return None, error
