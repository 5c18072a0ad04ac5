"""The file format: TinyDB's JSON, one document a line, a checksum at the very end.

{"entries": {
"2172...": {"id": "019...", "rev": 1, ...},
"2173...": {...}},
"_meta": {"1": {"app": "copingkit", "role": "entries", "schema": 1, "crc": 1234567890}}}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from copingkit.journal import faults
from copingkit.journal.ids import is_id

SCHEMA = 1
ANY_ROLE = ""
META = "_meta"
APP = "copingkit"

Doc = dict[str, Any]
Tables = dict[str, Any]

MIGRATIONS: dict[int, Callable[[str, Doc], Doc]] = {}
"""schema -> a pure function (role, document) -> document of the next schema."""

_encode_doc = json.JSONEncoder(ensure_ascii=True, allow_nan=False).encode
_CRC_KEY = b'"crc": '


def encode(tables: Mapping[str, Any], role: str) -> bytes:
    """Return a whole file. Raises ValueError or TypeError for what JSON can't hold."""
    parts = []
    for name, table in tables.items():
        if isinstance(table, Mapping) and table:
            rows = ",\n".join(
                f"{_encode_doc(str(key))}: {_encode_doc(doc)}" for key, doc in table.items()
            )
            parts.append(f"{_encode_doc(name)}: {{\n{rows}}},\n")
        else:
            parts.append(f"{_encode_doc(name)}: {_encode_doc(table)},\n")
    meta = f'"{META}": {{"1": {{"app": "{APP}", "role": {_encode_doc(role)}, "schema": {SCHEMA}, '
    covered = ("{" + "".join(parts) + meta).encode("ascii")
    return covered + _CRC_KEY + f"{crc32(covered)}}}}}}}\n".encode("ascii")


class Content:
    """What a file held: its tables, and what is to be said about it."""

    __slots__ = ("is_intact", "schema", "tables")

    def __init__(self, tables: Tables, schema: int, is_intact: bool) -> None:
        self.tables = tables
        self.schema = schema
        self.is_intact = is_intact


def decode(raw: bytes, path: Path, role: str) -> Content:
    """Return a file's content; raise DataProblem naming the fault for any other file.

    A wrong checksum alone is no fault: a person may edit their own file. It is reported.
    """
    if not raw.strip(b"\0 \t\r\n"):
        raise faults.damaged(path, "it is empty" if not raw else "it holds no text")
    try:
        tables = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise faults.damaged(path, "it is cut short or isn't JSON") from None
    meta = _meta(tables)
    if meta is None:
        raise faults.damaged(path, "it isn't a file of copingkit")
    if role not in (ANY_ROLE, meta["role"]):
        raise faults.damaged(path, f"it holds {meta['role'] or 'something'}, not {role}")
    if meta["schema"] > SCHEMA:
        raise faults.newer(path, meta["schema"])
    del tables[META]
    if role != ANY_ROLE:
        _check_documents(tables.get(role, {}), path)
        _migrate(tables, role, meta["schema"], path)
    return Content(tables, meta["schema"], _checksum_holds(raw, meta.get("crc")))


def _meta(tables: object) -> Doc | None:
    try:
        meta = tables[META]["1"]  # type: ignore[index]
        fits = (
            meta["app"] == APP
            and isinstance(meta["role"], str)
            and type(meta["schema"]) is int
            and meta["schema"] > 0
        )
    except (KeyError, TypeError, IndexError):
        return None
    return meta if fits else None


def _checksum_holds(raw: bytes, crc: object) -> bool:
    end = raw.rfind(_CRC_KEY)
    return end >= 0 and crc32(raw[:end]) == crc


def _check_documents(table: object, path: Path) -> None:
    if not isinstance(table, dict):
        raise faults.damaged(path, "its table isn't one")
    for key, doc in table.items():
        if not isinstance(doc, dict) or not is_id(doc.get("id")):
            raise faults.damaged(path, f"item {key[:40]} isn't an entry")
        if type(doc.get("rev")) is not int:
            raise faults.damaged(path, f"item {key[:40]} has no revision number")


def _migrate(tables: Tables, role: str, schema: int, path: Path) -> None:
    for step in range(schema, SCHEMA):
        if step not in MIGRATIONS:
            raise faults.damaged(path, f"its schema {step} is unknown")
        table = tables.get(role, {})
        tables[role] = {key: MIGRATIONS[step](role, doc) for key, doc in table.items()}
