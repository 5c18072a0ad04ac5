"""Entries: what is allowed, and that nothing is lost on the way to a document and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copingkit.core.entry import ENERGIES, KINDS, OUTCOMES, Entry
from copingkit.errors import UsageProblem

AT = "2026-11-22T22:41:00+01:00"
ENTRY = Entry(kind="use", at=AT, strategy="longer-out-breath", before=7, after=4)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("before", 11, "0-10"),
        ("after", -1, "0-10"),
        ("before", 6.5, "0-10"),
        ("before", True, "0-10"),
        ("rating", 0, "1-5"),
        ("rating", 6, "1-5"),
        ("minutes", float("nan"), "0-10080"),
        ("minutes", -1, "0-10080"),
        ("outcome", "great", "outcome"),
        ("energy", "none", "energy"),
        ("kind", "party", "kind"),
        ("needs", ("low mood",), "needs"),
        ("tags", ("x" * 41,), "tags"),
        ("note", "x" * 100_001, "100001"),
        ("place", "x" * 201, "place"),
        ("at", "2026-11-22T22:41:00", "offset"),
        ("at", "yesterday", "at"),
    ],
)
def test_a_value_outside_its_range_is_refused_by_name(field: str, value: object, said: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        replace(ENTRY, **{field: value}).checked()
    assert field in caught.value.message
    assert said in caught.value.message + caught.value.hint


@pytest.mark.parametrize(("field", "value"), [("before", 0), ("after", 10), ("rating", 5)])
def test_the_ends_of_a_range_are_in_it(field: str, value: int) -> None:
    assert getattr(replace(ENTRY, **{field: value}).checked(), field) == value


def test_a_use_needs_its_strategy_and_a_rating_its_stars() -> None:
    with pytest.raises(UsageProblem, match="strategy"):
        replace(ENTRY, strategy=None).checked()
    with pytest.raises(UsageProblem, match="stars"):
        replace(ENTRY, kind="rating").checked()


def test_text_is_brought_into_one_form() -> None:
    entry = replace(
        ENTRY, note="  cafe\u0301\r\n", tags=("#Work", "work"), needs=("Panic",), place="  "
    ).checked()
    assert (entry.note, entry.tags, entry.needs, entry.place) == (
        "caf\u00e9", ("work",), ("panic",), None,
    )  # fmt: skip


def test_the_public_shape_has_every_field_and_no_bookkeeping() -> None:
    public = ENTRY.to_json()
    assert public["needs"] == [] and public["note"] is None and public["before"] == 7
    assert not {"rev", "upd", "dev"} & public.keys()
    assert ENTRY.change == 3


def test_unknown_fields_are_carried_along() -> None:
    doc = {
        "id": "a",
        "rev": 3,
        "upd": "u",
        "dev": "d",
        "kind": "checkin",
        "at": AT,
        "mood": [1, {}],
    }
    entry = Entry.from_doc(doc)
    assert entry.extra == {"mood": [1, {}]}
    assert entry.to_doc() == doc
    assert entry.checked().to_doc() == doc


def test_a_field_of_the_wrong_type_is_carried_and_not_believed() -> None:
    entry = Entry.from_doc({"kind": "use", "at": AT, "before": "seven", "needs": "panic"})
    assert entry.before is None and entry.needs == ()
    assert entry.to_doc()["before"] == "seven"
    assert Entry.from_doc({"kind": "checkin", "at": "soon"}).when.year == 1970


text = st.text(max_size=30)
word = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
entries = st.builds(
    Entry,
    kind=st.sampled_from(sorted(KINDS)),
    at=st.just(AT),
    id=word,
    needs=st.lists(word, max_size=3).map(tuple),
    strategy=word,
    before=st.none() | st.integers(0, 10),
    after=st.none() | st.integers(0, 10),
    outcome=st.none() | st.sampled_from(sorted(OUTCOMES)),
    rating=st.integers(1, 5),
    minutes=st.none() | st.integers(0, 100) | st.floats(0, 100),
    energy=st.none() | st.sampled_from(sorted(ENERGIES)),
    note=st.none() | text,
    tags=st.lists(word, max_size=3).map(tuple),
)


@given(entries)
def test_checking_settles_and_documents_round_trip(entry: Entry) -> None:
    checked = entry.checked()
    assert checked.checked() == checked
    assert Entry.from_doc(json.loads(json.dumps(checked.to_doc()))) == checked
