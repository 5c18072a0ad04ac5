"""Where the passphrase comes from: a command, the system's keyring, or the person.

COPING_PASSPHRASE_COMMAND        prints it on its first line, for instance `pass show coping`.
COPING_PASSPHRASE_MINUTES        keeps it that long in the system's keyring, if one is installed.
COPING_NEW_PASSPHRASE_COMMAND    prints the new one, for lock and change-passphrase.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from .. import words
from ..errors import DataProblem, UsageProblem
from ..journal.faults import Locked

if TYPE_CHECKING:
    from .kit import Kit

COMMAND = "COPING_PASSPHRASE_COMMAND"
NEW_COMMAND = "COPING_NEW_PASSPHRASE_COMMAND"
MINUTES = "COPING_PASSPHRASE_MINUTES"
SERVICE = "copingkit"


class Asker:
    """Give the passphrase, each time from where it hasn't been wrong yet; "" when there is none."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._account = str(kit.places.data)
        self._kept_was_tried = False

    def __call__(self) -> str:
        if command := os.environ.get(COMMAND):
            return _output(COMMAND, command)
        if not self._kept_was_tried:
            self._kept_was_tried = True
            if kept := self._kept():
                return kept
        if self._kit.asks_nothing:
            raise Locked("Your data is locked.", f"To open it without being asked: {COMMAND}.")
        people = f", h: {words.ASK_PEOPLE}" if sys.stdout.isatty() else ""
        return _typed(f"Passphrase (Enter leaves{people}): ")

    def keep(self, passphrase: str) -> None:
        """Keep a passphrase that was right, for as long as was asked for."""
        keyring = _keyring()
        if keyring is not None:
            until = int(time.time() + 60 * _minutes())
            _quietly(keyring.set_password, SERVICE, self._account, f"{until} {passphrase}")

    def _kept(self) -> str:
        keyring = _keyring()
        found = _quietly(keyring.get_password, SERVICE, self._account) if keyring else None
        until, _, passphrase = (found or "").partition(" ")
        # A clock set back must not keep it for longer than was asked for.
        left = float(until) - time.time() if until.isdigit() else 0
        if found and not 0 < left <= 60 * _minutes():
            _quietly(keyring.delete_password, SERVICE, self._account)
            return ""
        return passphrase


def new_passphrase() -> str:
    """Ask for a new passphrase, twice."""
    if command := os.environ.get(NEW_COMMAND):
        return _output(NEW_COMMAND, command)
    if not sys.stdin.isatty():
        raise UsageProblem(
            "Nobody can be asked for a new passphrase here; nothing was changed.",
            f"Run it in a terminal, or set {NEW_COMMAND}.",
        )
    first = _typed("New passphrase, 8 characters or more; several words are good: ")
    if first != _typed("Once more: "):
        raise UsageProblem("The two weren't the same; nothing was changed.", "Try again.")
    return first


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise Locked(
            "Your data is locked, and nobody can be asked for the passphrase here.",
            f"Run it in a terminal, or set {COMMAND}.",
        )
    from getpass import getpass

    from . import kit as surroundings
    from .support_end import look_and_come_back

    try:
        answer = getpass(question, stream=sys.stderr)
        # No passphrase is that short. Where there is no terminal, what is asked for goes elsewhere.
        while answer.lower() == "h" and sys.stdout.isatty():
            look_and_come_back(surroundings.current())
            answer = getpass(question, stream=sys.stderr)
    except EOFError:
        return ""
    return answer


def _output(variable: str, command: str) -> str:
    import shlex
    import subprocess

    try:
        done = subprocess.run(
            shlex.split(command), stdout=subprocess.PIPE, text=True, timeout=120, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        raise DataProblem(
            f"The command in {variable} can't be run ({type(problem).__name__}).", "Check it."
        ) from None
    if done.returncode != 0:
        raise DataProblem(
            f"The command in {variable} failed with exit code {done.returncode}.", "Check it."
        )
    return done.stdout.partition("\n")[0].rstrip("\r")


def _minutes() -> float:
    try:
        return max(0.0, float(os.environ.get(MINUTES, "0")))
    except ValueError:
        return 0.0


def _keyring() -> Any:
    if not _minutes():
        return None
    from importlib import import_module

    try:
        return import_module("keyring")
    except ImportError:
        return None


def _quietly(call: Any, *arguments: str) -> Any:
    try:
        return call(*arguments)
    except Exception:  # noqa: BLE001, RUF100 - keyrings fail in many ways; asking always works
        return None
