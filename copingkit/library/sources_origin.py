"""Where a source may come from: a folder here, or git over https, ssh or file. Nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ..core.safe import clean
from ..errors import NotFound, UsageProblem

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::\d{1,5})?"
_PATH = r"/[A-Za-z0-9._~%!$&'()*+,;=:@/-]+"
_FORMS = {
    "https": re.compile(rf"https://{_HOST}{_PATH}"),
    "ssh": re.compile(rf"ssh://(?:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,62}}@)?{_HOST}{_PATH}"),
    "file": re.compile(r"file:///[^\x00-\x20\x7f]*"),
}
_SHORT_SSH = re.compile(r"((?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]+):([^:/\\].*)")
_WAYS = "Use a folder, or an address that begins with https://, ssh:// or file:///"


class Origin(NamedTuple):
    """Where a source comes from: `kind` is git or folder, `text` an address or an absolute path."""

    kind: str
    text: str

    @property
    def scheme(self) -> str:
        """The one protocol git may speak for it."""
        return self.text.partition("://")[0]


def read_origin(text: str) -> Origin:
    """Return the origin that was typed; UsageProblem or NotFound when it can't be one."""
    shown = clean(text)[:120]
    if not text or text[0] == "-" or len(text) > 2000 or not text.isprintable():
        raise UsageProblem(f'"{shown}" can\'t be where a library is.', _WAYS + ".")
    scheme, there, rest = text.partition("://")
    if there and "/" not in scheme:
        return Origin("git", _address(text, scheme.lower(), rest, shown))
    folder = Path(text).expanduser()
    if folder.is_dir():
        return Origin("folder", str(folder.resolve()))
    if "::" in text:
        raise UsageProblem(f'"{shown}" would run a program, so it isn\'t taken.', _WAYS + ".")
    short = _SHORT_SSH.fullmatch(text)
    if short:
        raise UsageProblem(
            f'"{shown}" isn\'t a whole address.',
            f"Write it as: ssh://{short[1]}/{clean(short[2])[:120]}",
        )
    raise NotFound(f'There is no folder "{shown}".', _WAYS + ".")


def _address(text: str, scheme: str, rest: str, shown: str) -> str:
    form = _FORMS.get(scheme)
    if form is None:
        near = " It may work as https:// too." if scheme in ("http", "git") else ""
        raise UsageProblem(f'"{shown}" isn\'t a way a library is fetched.', f"{_WAYS}.{near}")
    if scheme != "file" and ":" in rest.partition("/")[0].rpartition("@")[0]:
        raise UsageProblem(
            "The address holds a password, which would be kept in a file.",
            "Leave it out; for a closed repository use an ssh:// address and your key.",
        )
    address = scheme + "://" + rest
    if not form.fullmatch(address):
        raise UsageProblem(f'"{shown}" isn\'t an address git can be given safely.', _WAYS + ".")
    return address
