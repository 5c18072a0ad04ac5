"""The one family of errors: each carries its exit code and the next thing to do."""

from __future__ import annotations


class CopingError(Exception):
    """Say what happened in one sentence, and what to do in another."""

    exit_code = 1
    unsaved = ""
    """What was typed and stands nowhere else: it is handed back."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(CopingError):
    """What was typed can't be understood."""

    exit_code = 2


class NotFound(CopingError):
    """There is no such strategy, entry or source."""

    exit_code = 3


class InvalidContent(CopingError):
    """A strategy, source or import file doesn't hold to its format."""

    exit_code = 4


class DataProblem(CopingError):
    """Personal data can't be read or written; nothing was changed."""

    exit_code = 5
