"""Locking files with a passphrase: scrypt (RFC 7914) and AES-256-GCM (NIST SP 800-38D).

A random key seals the files; the passphrase only wraps that key, in `key.json`. A file's role,
schema and name are authenticated with it, so that no file can be put in another's place. What it
doesn't hide: how many files there are, their months, devices and sizes, and when they changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from copingkit.errors import DataProblem
from copingkit.journal import disk, faults, format, inbox
from copingkit.journal.faults import Locked, WrongPassphrase
from copingkit.journal.folder import KEY_FILE, LOCKED
from copingkit.journal.format import Doc
from copingkit.paths import is_there

VERSION = 1
# 2^16 x 8 x 128 bytes = 64 MiB and about 0.2 s a guess: what a small laptop bears at each unlock.
SCRYPT = {"n": 1 << 16, "r": 8, "p": 1}
LARGEST_N = 1 << 20
"""Costlier parameters in a key file are refused: they would only stall the machine."""
TRIES = 3
_NONCE = 12

Ask = Callable[[], str]
"""Returns a passphrase, "" to give up; an attribute `keep` is called with the one that fits."""


class Vault:
    """Seal and unseal the files of one data folder; asks for the passphrase once, when needed."""

    def __init__(
        self, folder: Path, ask: Ask | None, key: bytes = b"", wrapped: bytes = b""
    ) -> None:
        self._folder = folder
        self._ask = ask
        self._key = key
        self._wrapped = wrapped

    @property
    def key(self) -> bytes:
        """Return the key of the files; raise Locked or WrongPassphrase."""
        if not self._key:
            self._key = self._asked_for()
        return self._key

    def ready(self) -> None:
        """Ask for the passphrase now, where it isn't known yet."""
        _ = self.key

    def is_key_of(self, path: Path) -> bool:
        """Say whether a key file is the one this key belongs to, under whatever passphrase."""
        try:
            return bool(read_key_file(path.parent)["inbox"] == inbox.public_half(self.key))
        except DataProblem:
            return False

    def waiting(self, paths: list[Path]) -> list[Doc]:
        """Return the entries that were added without the passphrase."""
        return [*inbox.documents(paths, self.key)] if paths else []

    def seal(self, plain: bytes, name: str, role: str) -> bytes:
        """Return the locked file for a content."""
        head = {"v": VERSION, "role": role, "schema": format.SCHEMA, "name": name}
        nonce = os.urandom(_NONCE)
        sealed = _aes(self.key).encrypt(nonce, plain, _bound(head))
        body = {**head, "nonce": nonce.hex(), "data": _b64(sealed)}
        return LOCKED + json.dumps(body).encode("ascii") + b"}\n"

    def unseal(self, raw: bytes, path: Path, role: str) -> bytes:
        """Return the content of a locked file; raise DataProblem where it isn't genuine."""
        try:
            body = json.loads(raw)["locked"]
            head = {name: body[name] for name in ("v", "role", "schema", "name")}
            nonce, sealed = bytes.fromhex(body["nonce"]), _unb64(body["data"])
            fits = head["v"] <= VERSION and head["schema"] <= format.SCHEMA
        except (ValueError, KeyError, TypeError):
            raise faults.damaged(path, "it is cut short or isn't a locked file") from None
        if not fits:
            raise faults.newer(path, max(head["v"], head["schema"]))
        # A conflict copy of a sync tool has something put into its name.
        if role not in ("", head["role"]) or not path.name.startswith(_stem(head["name"])):
            raise faults.damaged(path, "it was locked as another file")
        try:
            return bytes(_aes(self.key).decrypt(nonce, sealed, _bound(head)))
        except _invalid_tag():
            raise faults.damaged(path, "it was changed after it was locked") from None

    def _asked_for(self) -> bytes:
        if self._ask is None:
            raise Locked(
                "Your data is locked.", "Run it in a terminal, or set COPING_PASSPHRASE_COMMAND."
            )
        wrapped = read_key_file(self._folder, self._wrapped)
        tried = ""
        for _ in range(TRIES):
            passphrase = self._ask()
            if not passphrase and not tried:
                raise Locked("Your data stays locked; nothing was changed.", "Try again any time.")
            if not passphrase or passphrase == tried:
                break
            tried = passphrase
            try:
                key = unwrap(wrapped, passphrase)
            except WrongPassphrase:
                continue
            if keep := getattr(self._ask, "keep", None):
                keep(passphrase)
            return key
        raise WrongPassphrase()


def is_locked(folder: Path) -> bool:
    """Say whether a data folder is locked."""
    return is_there(folder / KEY_FILE)


def wrap(key: bytes, passphrase: str) -> dict[str, Any]:
    """Return what is kept of a key: itself, sealed with the passphrase."""
    salt, nonce = os.urandom(16), os.urandom(_NONCE)
    head = {"app": format.APP, "v": VERSION, "kdf": "scrypt", **SCRYPT, "salt": salt.hex()}
    head["inbox"] = inbox.public_half(key)
    sealed = _aes(_derive(passphrase, head)).encrypt(nonce, key, _bound(head))
    return {**head, "nonce": nonce.hex(), "key": sealed.hex()}


def unwrap(wrapped: dict[str, Any], passphrase: str) -> bytes:
    """Return the key that was wrapped; raise WrongPassphrase."""
    head = {name: value for name, value in wrapped.items() if name not in ("nonce", "key")}
    nonce, sealed = bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["key"])
    try:
        return bytes(_aes(_derive(passphrase, head)).decrypt(nonce, sealed, _bound(head)))
    except _invalid_tag():
        raise WrongPassphrase() from None


def read_key_file(folder: Path, raw: bytes = b"") -> dict[str, Any]:
    """Return a folder's key file (or that in `raw`); raise DataProblem for one of no use."""
    path = folder / KEY_FILE
    try:
        wrapped = json.loads(raw or path.read_bytes())
        fits = (
            wrapped["app"] == format.APP
            and wrapped["kdf"] == "scrypt"
            and 1 < wrapped["n"] <= LARGEST_N
            and (wrapped["r"], wrapped["p"]) == (8, 1)
            and all(bytes.fromhex(wrapped[name]) for name in ("salt", "nonce", "key", "inbox"))
        )
        newer = wrapped["v"] > VERSION
    except OSError as problem:
        raise faults.not_readable(problem, path) from None
    except (ValueError, KeyError, TypeError):
        fits, newer = False, False
    if newer:
        raise faults.newer(path, wrapped["v"])
    if not fits:
        raise DataProblem(
            f"{path} is damaged; without it nothing can be unlocked.",
            "Copies of it are in .backup and in the files of `coping data backup`.",
        )
    return dict(wrapped)


def write_key_file(folder: Path, wrapped: dict[str, Any]) -> None:
    """Put a key file in place, also in the copies kept: an old one would open with its old words."""
    raw = json.dumps(wrapped, indent=1).encode("ascii") + b"\n"
    disk.write_whole(folder / KEY_FILE, raw)
    disk.previous_of(folder / KEY_FILE).unlink(missing_ok=True)
    for kept in folder.glob(f".backup/*/{KEY_FILE}"):
        disk.write_whole(kept, raw)
        disk.previous_of(kept).unlink(missing_ok=True)


def _derive(passphrase: str, head: dict[str, Any]) -> bytes:
    from hashlib import scrypt
    from unicodedata import normalize

    # The same words typed on another keyboard may be composed differently.
    words = normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    memory = 128 * head["n"] * head["r"] + (1 << 20)
    salt = bytes.fromhex(head["salt"])
    return scrypt(words, salt=salt, n=head["n"], r=head["r"], p=head["p"], maxmem=memory, dklen=32)


def _bound(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode("ascii")


def _stem(name: str) -> str:
    return name.removesuffix(".json")


def _b64(raw: bytes) -> str:
    from base64 import b64encode

    return b64encode(raw).decode("ascii")


def _unb64(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text, validate=True)


def _aes(key: bytes) -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise DataProblem(
            "Locking needs the package cryptography, which isn't installed.",
            'Install it with: pipx inject copingkit cryptography (or pip install "copingkit[lock]").',
        ) from None
    return AESGCM(key)


def _invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag

    return InvalidTag
