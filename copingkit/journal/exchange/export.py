"""Choosing a format to export to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from copingkit.core.entry import Entry
from copingkit.core.filter import EntryFilter
from copingkit.errors import UsageProblem
from copingkit.journal import disk, faults
from copingkit.journal.exchange.names import Naming, as_they_are
from copingkit.journal.folder import PROFILE
from copingkit.journal.journal import Journal

FORMATS = {
    "json": "everything, exactly; copingkit reads it back",
    "csv": "a table of the entries; copingkit reads it back",
    "md": "text to read and print",
    "html": "one page with charts, to show or print",
}


def export(
    journal: Journal,
    form: str,
    flt: EntryFilter | None = None,
    naming: Naming = as_they_are,
) -> Iterator[str]:
    """Yield the text of an export, oldest entry first; `naming(kind, id)` gives words for ids.

    Keyed documents (pins, people, the plan) are in the complete JSON export only.
    """
    try:
        write: Callable[..., Iterator[str]] = _WRITERS[form]
    except KeyError:
        raise UsageProblem(
            f"{form!r} isn't a format copingkit writes.", f"Use one of {', '.join(FORMATS)}."
        ) from None
    return write(journal, flt or EntryFilter(), naming)


def save(path: Path, parts: Iterable[str]) -> None:
    """Write an export into a new file, 0600, whole or not at all."""
    if path.exists():
        raise UsageProblem(f"{path} exists already; it was left as it is.", "Choose another name.")
    try:
        disk.write_whole(path, "".join(parts).encode("utf-8", "replace"))
    except OSError as problem:
        raise faults.not_saved(problem, path.parent) from problem


def _json(journal: Journal, flt: EntryFilter, naming: Naming) -> Iterator[str]:
    from copingkit.journal.exchange.jsonfile import lines

    keyed = journal.folder.living(PROFILE) if flt.is_empty else ()
    documents = journal.documents(flt, newest_first=False)
    if flt.limit is not None:
        documents = (entry.to_doc() for entry in _oldest_first(journal, flt))
    return lines(documents, sorted(keyed, key=lambda doc: doc["id"]), journal.now(), flt.words())


def _csv(journal: Journal, flt: EntryFilter, naming: Naming) -> Iterator[str]:
    from copingkit.journal.exchange.table import lines

    return lines(_oldest_first(journal, flt))


def _md(journal: Journal, flt: EntryFilter, naming: Naming) -> Iterator[str]:
    from copingkit.journal.exchange.markdown import lines

    return lines(_oldest_first(journal, flt), journal.now(), flt.words(), naming)


def _html(journal: Journal, flt: EntryFilter, naming: Naming) -> Iterator[str]:
    from copingkit.journal.exchange.page import lines

    return lines(list(_oldest_first(journal, flt)), journal.now(), flt.words(), naming)


def _oldest_first(journal: Journal, flt: EntryFilter) -> Iterator[Entry]:
    """Yield the entries meant; a limit means the newest ones, whatever the order here."""
    if flt.limit is None:
        return journal.entries(flt, newest_first=False)
    return reversed([*journal.entries(flt)])


_WRITERS = {"json": _json, "csv": _csv, "md": _md, "html": _html}
