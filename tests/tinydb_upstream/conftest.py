"""Run TinyDB's own tests (4.9.0, unchanged, see LICENSE) on our storage and our tables."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinydb
from copingkit.journal.storage import JournalDB, JournalStorage
from tinydb.storages import MemoryStorage

NOT_FOR_US = {
    "test_json_kwargs": "our files have one layout: one document a line",
    "test_json_read": "our storage keeps nothing open, so it has no access modes",
    "test_json_invalid_mode_warning": "our storage keeps nothing open, so it has no access modes",
    "test_create_dirs": "opening creates nothing; the journal makes its folder before a write",
    "test_json_invalid_directory": "opening touches nothing; the error comes with the write",
    "test_encoding": "our files are ASCII whatever they say",
    "test_repr": "our classes have names of their own",
    "test_table_repr": "our classes have names of their own",
    "test_query_cache": "no cache of queries: another process may have written since",
}


class OptionlessStorage(JournalStorage):
    """Take the options for json.dumps that some tests pass, which our layout has no use for."""

    def __init__(self, path: str, **options: object) -> None:
        assert options.keys() <= {"ensure_ascii", "encoding"}
        super().__init__(path)


@pytest.fixture(autouse=True)
def ours_in_place_of_theirs(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put our classes where the tests use TinyDB's."""
    reason = NOT_FOR_US.get(request.node.originalname)
    if reason:
        pytest.skip(reason)
    for name, ours in (("JSONStorage", OptionlessStorage), ("TinyDB", JournalDB)):
        if hasattr(request.module, name):
            monkeypatch.setattr(request.module, name, ours)
    monkeypatch.setattr(tinydb.TinyDB, "default_storage_class", OptionlessStorage)


@pytest.fixture(params=["memory", "journal"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> tinydb.TinyDB:
    """Return the little database their tests begin with."""
    if request.param == "journal":
        made = JournalDB(tmp_path / "test.db", storage=JournalStorage)
    else:
        made = tinydb.TinyDB(storage=MemoryStorage)
    made.drop_tables()
    made.insert_multiple({"int": 1, "char": c} for c in "abc")
    return made
