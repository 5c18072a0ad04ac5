"""A real terminal for tests: a pty whose bytes a terminal emulator reads."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import termios
import time
from pathlib import Path

import pexpect
import pyte

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Emulator(pyte.Screen):
    """pyte's screen, with the alternate screen that it lacks."""

    def __init__(self, columns: int, rows: int) -> None:
        self.alternate = False
        self._main = None
        super().__init__(columns, rows)

    def set_mode(self, *modes, **options):
        if 1049 in modes and options.get("private") and not self.alternate:
            self.alternate = True
            self._main = (self.display[:], self.cursor.y, self.cursor.x)
            self.erase_in_display(2)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes, **options):
        super().reset_mode(*modes, **options)
        if 1049 in modes and options.get("private") and self.alternate:
            self.alternate = False
            lines, row, column = self._main
            self.erase_in_display(2)
            for number, line in enumerate(lines):
                self.cursor_position(number + 1, 1)
                self.draw(line.rstrip())
            self.cursor_position(row + 1, column + 1)


class RealTerminal:
    """A program on a pty, what its screen shows, and the terminal's modes."""

    def __init__(self, command, columns=40, rows=10, environ=None) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **(environ or {})}
        env.pop("NO_MOTION", None)
        with tempfile.TemporaryDirectory() as folder:
            # The child tells its modes before the program runs: read from here, they might be the
            # program's own already.
            told = Path(folder) / "modes"
            self.child = pexpect.spawn(
                command[0], list(command[1:]), dimensions=(rows, columns), env=env, timeout=10,
                preexec_fn=lambda: told.write_bytes(pickle.dumps(termios.tcgetattr(0))),
            )  # fmt: skip
            self.modes_before = pickle.loads(told.read_bytes())
        self.child.delaybeforesend = None
        self.screen = Emulator(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.modes_at_end = None

    @classmethod
    def session(cls, report, kind, motion="full", **options) -> RealTerminal:
        return cls(
            [sys.executable, str(HERE / "one_session.py"), str(report), kind, motion], **options
        )

    def modes(self):
        try:
            return termios.tcgetattr(self.child.child_fd)
        except termios.error:
            return None

    def pump(self, seconds: float, until=None) -> bool:
        """Read for so long, or until the screen or bytes satisfy; False at the end of the program."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until is not None and until(self):
                return True
            try:
                data = self.child.read_nonblocking(65536, timeout=0.005)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.modes_at_end = self.modes()
                return False
            self.raw += data
            self.stream.feed(data)
        return until is None

    def wait_for(self, words: str, seconds: float = 8.0) -> None:
        assert self.pump(seconds, lambda t: words in t.text), self.text

    def send(self, keys: str) -> None:
        self.child.send(keys)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def finish(self, seconds: float = 5.0) -> int:
        """Read to the end and return the exit code, negative for a signal."""
        self.pump(seconds)
        self.child.close(force=True)
        return (
            self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus
        )

    def is_as_before(self) -> bool:
        """Whether cursor, screen and modes are what they were."""
        return (
            not self.screen.cursor.hidden
            and not self.screen.alternate
            and self.text.startswith("What stood here before.")
            and (self.modes_at_end or self.modes()) == self.modes_before
        )
