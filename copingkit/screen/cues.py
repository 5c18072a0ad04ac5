"""Sound cues for closed eyes: the terminal's bell, or soft tones through the system's player."""

from __future__ import annotations

import sys
from typing import Any, TextIO

from .ask import writer

# How many bells say what; what isn't here is silent.
BELLS = {"in": 1, "out": 2, "hold": 3, "rest": 3, "end": 4, "step": 1}
BELL_GAP = 0.22
# (first, last) frequency in hertz: rising in, falling out, level hold, low rest, a closing fifth.
TONES = {
    "in": (262.0, 392.0), "out": (392.0, 262.0), "hold": (330.0, 330.0), "rest": (220.0, 220.0),
    "step": (330.0, 392.0), "end": (262.0, 175.0),
}  # fmt: skip
TONE_SECONDS = {"end": 1.4}
_TONE_SECONDS = 0.7
# How often a player that has begun is looked at, and how long after its start a tone that failed
# is still worth giving again: later it would say something that is over.
CHECK_SECONDS = 0.1
AGAIN_SECONDS = 0.6
# A player that runs so much longer than its tone, when the next one is due, hangs.
HANGS_SECONDS = 0.3
# Nobody waits longer than this for a player that was killed.
LEAVE_SECONDS = 0.04
_RATE = 22050
_LOUDNESS = 0.18
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class Sounds:
    """Cues by ear, each kind its own; `tick` gives the rest of a row of bells when it is due."""

    def __init__(self, kind: str, *, keys: Any, out: TextIO, tones: Any = None) -> None:
        self._write = writer(keys, out)
        self._muted = False
        self._bells_left = 0
        self._next_bell = 0.0
        self._rings_until = 0.0
        self._began = 0.0
        self._tone = ""
        self._tones = tones
        if kind == "tone" and tones is None:
            self._tones = find_tones()

    def cue(self, kind: str, now: float) -> None:
        """Begin the cue of a kind."""
        self._bells_left = 0
        self._tone, self._rings_until = "", 0.0
        if not self._muted and kind in BELLS:
            self._begin(kind, now)

    def tick(self, now: float) -> float | None:
        """Ring what is due; return the seconds until there is more to do, None for nothing."""
        if self._tone and self._tones.failed():
            kind, self._tone, self._rings_until = self._tone, "", 0.0
            if now - self._began <= AGAIN_SECONDS:
                self._begin(kind, now)
        self._ring(now)
        if self._bells_left:
            return max(self._next_bell - now, 0.0)
        if self._rings_until > now:
            return min(self._rings_until - now, CHECK_SECONDS)
        return None

    def _begin(self, kind: str, now: float) -> None:
        if self._tones is not None and self._tones.play(kind, now):
            self._tone, self._began = kind, now
            self._rings_until = now + TONE_SECONDS.get(kind, _TONE_SECONDS)
            return
        self.close()
        self._tones = None
        self._bells_left, self._next_bell = BELLS[kind], now
        self._ring(now)

    def _ring(self, now: float) -> None:
        if self._bells_left and now >= self._next_bell:
            self._write("\a")
            self._bells_left -= 1
            self._next_bell = now + BELL_GAP

    def mute(self) -> str:
        """Switch between sound and silence, and say which."""
        self._muted = not self._muted
        self._bells_left = 0
        self._tone, self._rings_until = "", 0.0
        return "Sound off" if self._muted else "Sound on"

    def close(self) -> None:
        """Leave no file and no program behind."""
        if self._tones is not None:
            self._tones.close()


def find_tones() -> Any:
    """Return what can play tones on this system, or None."""
    if sys.platform == "win32":
        return _WindowsTones()
    import shutil

    commands = [
        [path, *options] for name, *options in _PLAYERS if (path := shutil.which(name)) is not None
    ]
    return CommandTones(*commands) if commands else None


def samples(kind: str) -> bytes:
    """Return a tone as 16-bit mono samples: a slow slide between two pitches that fades in and out."""
    import math
    from array import array

    first, last = TONES[kind]
    seconds = TONE_SECONDS.get(kind, _TONE_SECONDS)
    count = int(_RATE * seconds)
    fade = _RATE * 0.12
    phase, found = 0.0, array("h")
    for i in range(count):
        phase += 2 * math.pi * (first + (last - first) * i / count) / _RATE
        soft = min(1.0, i / fade, (count - i) / fade)
        found.append(int(32767 * _LOUDNESS * soft * math.sin(phase)))
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


class _Files:
    """Small WAV files, written when they are first needed and removed at the end."""

    def __init__(self) -> None:
        self._folder: str = ""

    def path(self, kind: str) -> str:
        import os
        import tempfile
        import wave

        self._folder = self._folder or tempfile.mkdtemp(prefix="coping-")
        path = os.path.join(self._folder, f"{kind}.wav")  # noqa: PTH118 - pathlib isn't needed
        if not os.path.exists(path):  # noqa: PTH110
            with wave.open(path, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(_RATE)
                file.writeframes(samples(kind))
        return path

    def remove(self) -> None:
        if self._folder:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""


class CommandTones:
    """Tones through programs that play a file: the first, and the next once that one fails.

    A program that was started is never waited for: its whole group is killed when its time is up.
    """

    def __init__(self, *commands: list[str]) -> None:
        self._commands = list(commands)
        self._files = _Files()
        self._running: Any = None
        self._killed: list[Any] = []
        self._due = 0.0

    def play(self, kind: str, now: float) -> bool:
        """Start the tone of a kind; False when none of the programs can."""
        import subprocess

        if self.failed() or self._hangs(now):
            del self._commands[:1]
        self._stop()
        while self._commands:
            try:
                self._running = subprocess.Popen(
                    [*self._commands[0], self._files.path(kind)],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )  # fmt: skip
            except OSError:
                del self._commands[:1]
                continue
            self._due = now + TONE_SECONDS.get(kind, _TONE_SECONDS) + HANGS_SECONDS
            return True
        return False

    def failed(self) -> bool:
        """Tell whether the program started last has ended with an error."""
        return self._running is not None and _exit_code(self._running) not in (None, 0)

    def close(self) -> None:
        """End what still sounds and remove the files."""
        import time

        self._stop()
        end = time.monotonic() + LEAVE_SECONDS
        while self._reap() and time.monotonic() < end:
            time.sleep(0.002)
        self._files.remove()

    def _hangs(self, now: float) -> bool:
        running = self._running is not None and _exit_code(self._running) is None
        return running and now > self._due

    def _stop(self) -> None:
        if self._running is not None:
            _kill_group(self._running)
            self._killed.append(self._running)
            self._running = None
        self._reap()

    def _reap(self) -> list[Any]:
        self._killed = [process for process in self._killed if process.poll() is None]
        return self._killed


def _exit_code(process: Any) -> int | None:
    """Return how a program ended, None while it runs, without giving its number free.

    As long as nobody reaps it, its group can't be confused with another one.
    """
    import os

    if process.returncode is not None or sys.platform == "win32" or not hasattr(os, "waitid"):
        code: int | None = process.poll()
        return code
    try:
        found = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return 0
    if found is None:
        return None
    return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status


def _kill_group(process: Any) -> None:
    """Kill a program and what it started; a player needs no time to tidy up."""
    import os
    import signal

    if process.returncode is not None or sys.platform == "win32":
        return
    # It made a session of its own, so its group has its number.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        process.kill()


class _WindowsTones:
    def __init__(self) -> None:
        self._files = _Files()

    def failed(self) -> bool:
        return False

    def play(self, kind: str, now: float) -> bool:
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(
                    self._files.path(kind), winsound.SND_FILENAME | winsound.SND_ASYNC
                )
            except (OSError, RuntimeError):
                return False
            return True
        return False

    def close(self) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, 0)
        self._files.remove()
