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
        self._tones = tones
        if kind == "tone" and tones is None:
            self._tones = find_tones()

    def cue(self, kind: str, now: float) -> None:
        """Begin the cue of a kind."""
        self._bells_left = 0
        if self._muted or kind not in BELLS:
            return
        if self._tones is not None and self._tones.play(kind):
            self._rings_until = now + TONE_SECONDS[kind] if kind == "end" else 0.0
            return
        self.close()
        self._tones = None
        self._bells_left, self._next_bell = BELLS[kind], now
        self.tick(now)

    def tick(self, now: float) -> float | None:
        """Ring what is due; return the seconds until the next, None when there is none."""
        if self._bells_left and now >= self._next_bell:
            self._write("\a")
            self._bells_left -= 1
            self._next_bell = now + BELL_GAP
        if self._bells_left:
            return max(self._next_bell - now, 0.0)
        return self._rings_until - now if self._rings_until > now else None

    def mute(self) -> str:
        """Switch between sound and silence, and say which."""
        self._muted = not self._muted
        self._bells_left = 0
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

    for command in _PLAYERS:
        path = shutil.which(command[0])
        if path:
            return CommandTones([path, *command[1:]])
    return None


def samples(kind: str) -> bytes:
    """Return a tone as 16-bit mono samples: a slow slide between two pitches that fades in and out."""
    import math
    from array import array

    first, last = TONES[kind]
    seconds = TONE_SECONDS.get(kind, 0.7)
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
    """Tones through a program that plays a file; `play` is False once that program fails."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._files = _Files()
        self._running: Any = None

    def play(self, kind: str) -> bool:
        """Start the tone of a kind without waiting for it."""
        import subprocess

        if self._running is not None and self._running.poll() not in (None, 0):
            return False
        self._stop()
        try:
            self._running = subprocess.Popen(
                [*self._command, self._files.path(kind)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End what still sounds and remove the files."""
        self._stop()
        self._files.remove()

    def _stop(self) -> None:
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
            self._running.wait()
        self._running = None


class _WindowsTones:
    def __init__(self) -> None:
        self._files = _Files()

    def play(self, kind: str) -> bool:
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
