"""A title that two own strategies have: which one is meant is never guessed."""

from __future__ import annotations

from pathlib import Path

from mine_help import DRAFT, own_folder


def test_a_title_that_two_have_is_refused_with_both_ids(coping, sealed, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(DRAFT, encoding="utf-8")
    coping("mine", "new", "--file", str(draft))
    coping("mine", "new", "--file", str(draft))
    for words in (["show"], ["try"], ["pin"], ["rate"]):
        done = coping(*words, "Warm cup")
        assert done.code == 2 and "warm-cup, warm-cup-2" in done.err
    for words in (
        ["edit", "Warm cup", "--file", str(draft)], ["edit", "warm cup", "--undo"],
        ["remove", "Warm cup"], ["remove", "Warm cup", "--for-good"], ["share", "Warm cup", "--anonymous", "--agree", "--print"],
    ):  # fmt: skip
        done = coping("mine", *words)
        assert done.code == 2 and "2 of my own" in done.err
        assert "warm-cup, warm-cup-2" in done.err
    assert len([*own_folder(sealed).glob("*.yaml")]) == 2
    assert coping("mine", "remove", "warm-cup").code == 0
    assert "Removed: warm-cup-2." in coping("mine", "remove", "Warm cup").err
