"""Read a git repository as data: fetched bare, never checked out, so that nothing in it can run.

No checkout means no filter, attribute, hook, submodule or link of the repository ever acts; file
contents are read straight from git's objects.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from ..core.safe import clean
from ..errors import CopingError, DataProblem, InvalidContent, NotFound
from .sources_origin import Origin

SECONDS = 120
MOST_MEGABYTES = 256
_MOST_LISTING = 32 * 1024 * 1024
_MOST_SAID = 16_384
_LEAST_ROOM = 64 * 1024
_DISK_FULL = ("no space left on device", "disk quota exceeded")
_KEPT = ("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")
_SETTINGS = (
    "core.fsmonitor=false",
    "core.askPass=",
    "core.bigFileThreshold=1m",
    "credential.helper=",
    "fetch.recurseSubmodules=false",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=30",
    "protocol.allow=never",
)


class Blob(NamedTuple):
    """One entry of a git tree. `kind` is file, folder, link or other; `size` in bytes."""

    name: str
    kind: str
    size: int
    key: str


class Repository:
    """A bare, shallow copy of a repository's newest commit, in a folder made for it."""

    def __init__(self, origin: Origin, folder: Path) -> None:
        self.origin = origin
        self.folder = folder
        self._settings = [
            *_SETTINGS,
            f"protocol.{origin.scheme}.allow=always",
            f"core.hooksPath={folder / 'none'}",
            f"core.attributesFile={folder / 'none'}",
        ]

    def fetch(self) -> str:
        """Fetch the newest commit and return its id; the folder must not exist yet."""
        self.folder.mkdir(mode=0o700)
        bare = str(self.folder / "bare.git")
        self._run(["init", "--quiet", "--bare", "--template=", bare])
        self._run(
            ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules",
             "--no-auto-maintenance", "--", self.origin.text, "HEAD"]
        )  # fmt: skip
        return self._run(["rev-parse", "--verify", "FETCH_HEAD^{commit}"]).decode().strip()

    def entries(self, key: str) -> list[Blob]:
        """List one tree, not what is below it; `key` is an object id."""
        listing = self._run(["ls-tree", "-z", "-l", key])
        found = []
        for row in listing.split(b"\0"):
            if row:
                head, _, name = row.partition(b"\t")
                mode, kind, object_id, size = head.split()
                found.append(
                    Blob(
                        name.decode("utf-8", "replace"),
                        _kind(mode, kind),
                        int(size) if size.isdigit() else 0,
                        object_id.decode(),
                    )
                )
        return found

    def read(self, blobs: Sequence[Blob]) -> list[bytes]:
        """Return the contents of files, in the order given."""
        asked = self.folder / "asked"
        asked.write_text("".join(f"{blob.key}\n" for blob in blobs), encoding="ascii")
        answer = self._run(["cat-file", "--batch"], asked, most=None)
        contents, at = [], 0
        for blob in blobs:
            line = answer.index(b"\n", at) + 1
            contents.append(answer[line : line + blob.size])
            # Each content ends in a line break that isn't part of it.
            at = line + blob.size + 1
        return contents

    def _run(
        self, arguments: Sequence[str], given: Path | None = None, most: int | None = _MOST_LISTING
    ) -> bytes:
        bare = self.folder / "bare.git"
        command = ["git"]
        for setting in self._settings:
            command += ["-c", setting]
        if arguments[0] != "init":
            command += [f"--git-dir={bare}"]
        # Answers go to files, whose size the system limits: a repository can't fill the memory.
        out = self.folder / "out"
        with (given or Path(os.devnull)).open("rb") as i, out.open("wb") as o:
            try:
                process = subprocess.Popen(
                    [*command, *arguments], stdin=i, stdout=o, stderr=subprocess.PIPE, cwd=self.folder,
                    env=self._environment(), start_new_session=True, preexec_fn=_limits(),
                )  # fmt: skip
            except FileNotFoundError:
                raise NotFound(
                    "git isn't installed, and this library is fetched with it.",
                    "Install git, or download the library and add its folder.",
                ) from None
            said = bytearray()
            listener = threading.Thread(target=_listen, args=(process.stderr, said), daemon=True)
            listener.start()
            code = _wait(process, self.origin)
            # Something that git started may keep the pipe open after it.
            listener.join(1)
        if code != 0:
            raise self._failed(bytes(said))
        if most is not None and out.stat().st_size > most:
            raise InvalidContent(
                "The repository lists too many files.", "Nothing was taken from it."
            )
        return out.read_bytes()

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _KEPT}
        return {
            **kept,
            # What it says is looked through for the reason.
            "LC_ALL": "C",
            # Unlike configuration, this can't be overridden by a more specific setting.
            "GIT_ALLOW_PROTOCOL": self.origin.scheme,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "SSH_ASKPASS_REQUIRE": "never",
            "GCM_INTERACTIVE": "never",
            "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=20",
            "GIT_CONFIG_COUNT": "0",
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_PROTOCOL_FROM_USER": "0",
        }

    def _failed(self, told: bytes) -> CopingError:
        said = [clean(row.decode("utf-8", "replace")) for row in told.split(b"\n")]
        if _tells_of_a_full_disk(said) or _is_full(self.folder):
            return DataProblem(
                f"{self.origin.text} wasn't fetched: there is no space left for it on the disk.",
                f"Make room where {self.folder.parent} is, then try again; nothing was changed.",
            )
        size = sum(p.stat().st_size for p in self.folder.rglob("*") if p.is_file())
        if size >= MOST_MEGABYTES * 1024 * 1024:
            return InvalidContent(
                f"The repository is larger than {MOST_MEGABYTES} MB; nothing was taken.",
                "A library of strategies is small: look whether this is the right one.",
            )
        # ssh says what is the matter before git says that it failed.
        rows = [r.strip() for r in said if r.strip() and not r.startswith(("warning:", "hint:"))]
        fatal = [row for row in rows if row.startswith("fatal:")]
        reason = (
            "; ".join(dict.fromkeys(rows[:1] + fatal[:1]))[:240].rstrip(".") or "no reason given"
        )
        return NotFound(
            f"git couldn't fetch {self.origin.text} ({reason}).",
            "Check the address and the network; nothing was changed.",
        )


def _kind(mode: bytes, kind: bytes) -> str:
    if kind == b"tree":
        return "folder"
    if mode == b"120000":
        return "link"
    return "file" if kind == b"blob" else "other"


def _tells_of_a_full_disk(said: Sequence[str]) -> bool:
    # What the other side says is of its own disk.
    here = [row.lower() for row in said if not row.startswith("remote:")]
    return any(reason in row for row in here for reason in _DISK_FULL)


def _is_full(folder: Path) -> bool:
    try:
        (folder / "room").write_bytes(bytes(_LEAST_ROOM))
    except OSError as error:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return False


def _listen(stream: IO[bytes], said: bytearray) -> None:
    # Through a pipe, since a full disk couldn't keep what git says of it; read to the end, since
    # git waits while a pipe is full.
    with stream:
        while part := os.read(stream.fileno(), 4096):
            said += part[: max(0, _MOST_SAID - len(said))]


def _wait(process: subprocess.Popen[bytes], origin: Origin) -> int:
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _stop(process)
        raise NotFound(
            f"git didn't finish fetching {origin.text} within {SECONDS} seconds.",
            "Try again when the network is better; nothing was changed.",
        ) from None
    except BaseException:
        _stop(process)
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        import signal
        from contextlib import suppress

        # The helpers that git started are in its group.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _limits() -> Callable[[], None] | None:
    if sys.platform == "win32":
        return None
    import resource

    most = MOST_MEGABYTES * 1024 * 1024
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    if allowed != resource.RLIM_INFINITY:
        most = min(most, allowed)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return limit
