"""Adding to locked data without the passphrase: each entry sealed for the one who has it.

A sealed box: an X25519 key made for the one entry, the key file's public half, AES-256-GCM. Entries
wait in `.inbox`; whoever reads with the passphrase sees them, the next write puts them in place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copingkit.errors import DataProblem
from copingkit.journal import disk, faults
from copingkit.journal.format import Doc
from copingkit.journal.ids import is_id

PLACE = ".inbox"
_NONCE = 12


def public_half(key: bytes) -> str:
    """Return the public key that entries are sealed for, in hex; it is kept in the key file."""
    return str(_private(key).public_key().public_bytes_raw().hex())


def put(folder: Path, public: str, doc: Doc) -> None:
    """Seal an entry and keep it until somebody has the passphrase."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    ours = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(public)))
    nonce = os.urandom(_NONCE)
    sealed = _aes(shared, ours, bytes.fromhex(public)).encrypt(
        nonce, json.dumps(doc, allow_nan=False).encode("ascii"), doc["id"].encode("ascii")
    )
    body = {"v": 1, "from": ours.hex(), "nonce": nonce.hex(), "data": sealed.hex()}
    disk.make_folder(folder)
    disk.make_folder(folder / PLACE)
    disk.write_whole(folder / PLACE / f"{doc['id']}.json", json.dumps({"sealed": body}).encode())


def waiting(folder: Path) -> list[Path]:
    """Return the files that wait, oldest first."""
    try:
        found = list((folder / PLACE).iterdir())
    except OSError:
        return []
    return sorted(path for path in found if path.suffix == ".json" and is_id(path.stem))


def documents(paths: list[Path], key: bytes) -> Iterator[Doc]:
    """Yield the entries that wait; raise DataProblem for one that isn't genuine."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    private = _private(key)
    ours = private.public_key().public_bytes_raw()
    for path in paths:
        try:
            body = json.loads(path.read_bytes())["sealed"]
            theirs = bytes.fromhex(body["from"])
            shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
            nonce, sealed = bytes.fromhex(body["nonce"]), bytes.fromhex(body["data"])
            doc = json.loads(_aes(shared, theirs, ours).decrypt(nonce, sealed, path.stem.encode()))
        except FileNotFoundError:
            # Somebody else has put it in place meanwhile.
            continue
        except OSError as problem:
            raise faults.not_readable(problem, path) from None
        except (ValueError, KeyError, TypeError, InvalidTag):
            raise DataProblem(
                f"{path} isn't a sealed entry of yours, or was damaged.",
                "Move it elsewhere; nothing else depends on it.",
            ) from None
        if doc.get("id") == path.stem:
            yield doc


def _private(key: bytes) -> Any:
    from hashlib import blake2b

    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    # The files' key is random, so what is hashed from it is as good as random.
    return X25519PrivateKey.from_private_bytes(
        blake2b(key, digest_size=32, person=b"copingkit-x25519").digest()
    )


def _aes(shared: bytes, theirs: bytes, ours: bytes) -> Any:
    from hashlib import blake2b

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    # Both public keys are bound in, as in NaCl's sealed boxes.
    digest = blake2b(shared + theirs + ours, digest_size=32, person=b"copingkit-inbox")
    return AESGCM(digest.digest())
