"""What an editor is told, and what is swept away: only what is surely ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from copingkit.screen.editor_process import private_place, run_editor, sweep

if sys.platform == "win32":
    pytest.skip("needs links, owners and process numbers", allow_module_level=True)

RECORDS = '#!/bin/sh\nprintf "%s\\n" "$@" > "$RECORD"\n'


@pytest.mark.parametrize(
    ("name", "is_really", "told"),
    [
        ("vim", "vim.basic", True), ("vi", "vim.tiny", True), ("nvim", "nvim", True),
        ("vi", "busybox", False), ("vi", "nvi", False), ("nano", "nano", False),
        ("nvim-qt", "nvim-qt", False),
    ],
)  # fmt: skip
def test_only_a_vim_is_told_to_keep_nothing(tmp_path, monkeypatch, name, is_really, told):
    (tmp_path / "really").mkdir()
    really = tmp_path / "really" / is_really
    really.write_text(RECORDS)
    really.chmod(0o755)
    (tmp_path / name).symlink_to(really)
    record = tmp_path / "record"
    monkeypatch.setenv("RECORD", str(record))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert run_editor([name, "+9"], tmp_path / "answer.txt") == 0
    said = record.read_text().splitlines()
    assert said[-2:] == ["+9", str(tmp_path / "answer.txt")]
    assert said[:3] == (["-n", "-i", "NONE"] if told else said[-2:])


def test_handlers_come_back_and_what_is_ignored_stays_so(tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nkill -INT $PPID\nsleep 0.1\n")
    editor.chmod(0o755)
    quit_before = signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    try:
        before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTSTP)
        run_editor([str(editor)], tmp_path / "answer.txt")
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTSTP)) == before
        assert signal.getsignal(signal.SIGQUIT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGQUIT, quit_before)


def test_only_what_is_surely_ours_is_swept_away(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    ours = f"coping-answer-{ended.pid}-abc_1234"
    places = {
        ours: 0o700, private_place() + "abcd1234": 0o700, f"coping-answer-{ended.pid}-opened": 0o755,
        "coping-abcd1234": 0o700, "coping-answer-x-abcd1234": 0o700, f"{ended.pid}-abcd1234": 0o700,
    }  # fmt: skip
    for name, mode in places.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "answer.txt").write_text("words")
        (tmp_path / name).chmod(mode)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"coping-answer-{ended.pid}-linked12").symlink_to(elsewhere)
    before = {place.name for place in tmp_path.iterdir()}
    sweep(str(tmp_path))
    assert before - {place.name for place in tmp_path.iterdir()} == {ours}
    sweep(str(tmp_path / "isn't there"))
