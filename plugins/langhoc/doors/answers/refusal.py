"""What cannot be understood of an answer, a cell or a row."""

from __future__ import annotations

from langhoc.i18n import Message


class Refused(Exception):
    """Why, as a problem's code and message, and how to mend it."""

    def __init__(self, code: str, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.said())
        self.code, self.message, self.hint = code, message, hint
