"""How a model says that a value is wrong: a problem's code, a sentence, a hint, and the key that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from langhoc.i18n import Message

SEVERAL = "several"

Path = tuple[str | int, ...]


def fault(
    code: str, message: Message, hint: Message | None = None, *, at: Path = (), wants: Sequence[Path] = ()
) -> PydanticCustomError:
    """An error for pydantic to collect with all others.

    `code` is one of `problems.CODES`. `at` leads from the value that is validated to the key that is meant.
    `wants` are the keys whose absence is the fault: where one of them stands but could not be read, there
    is nothing to say.
    """
    context: dict[str, Any] = {"message": message, "hint": hint, "at": at, "wants": tuple(wants)}
    return PydanticCustomError(code, "{message}", context)


def below(error: PydanticCustomError, at: Path) -> PydanticCustomError:
    """The same error, seen from a value that holds the one it was found in at the path `at`."""
    context: dict[str, Any] = dict(error.context or {})
    seen = {"at": (*at, *context["at"]), "wants": tuple((*at, *key) for key in context["wants"])}
    return PydanticCustomError(error.type, "{message}", {**context, **seen})


def raise_all(errors: Sequence[PydanticCustomError]) -> None:
    """Raise what was found: nothing, the one error, or all of them as one, for pydantic takes one a value."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise PydanticCustomError(SEVERAL, "several errors", {"errors": tuple(errors)})
