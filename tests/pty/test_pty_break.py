"""A session in plain lines, stopped in a shell and continued: it says where it begins again."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)
from real_terminal import HERE, RealTerminal


def test_a_phase_begun_again_after_ctrl_z_is_said_again(tmp_path):
    shell = RealTerminal(
        ["bash", "--norc", "--noprofile", "-i"], rows=30, environ={"PS1": "prompt> "}
    )
    shell.wait_for("prompt>")
    report = tmp_path / "report"
    shell.send(f"{sys.executable} {HERE / 'one_session.py'} {report} breath plain\r")
    shell.wait_for("Breathe in, ")
    shell.send("\x1a")
    assert shell.pump(5, lambda t: "Stopped" in t.text)
    shell.raw = b""
    shell.send("fg\r")
    assert shell.pump(2, lambda t: b"Breathe in, " in t.raw), shell.text
    shell.send("\x03")
    assert shell.pump(3, lambda t: report.exists())
    shell.child.close(force=True)
