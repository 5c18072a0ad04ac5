"""`coping remind`: shows, sets nothing up by itself, never mentions a day that was left out."""

from __future__ import annotations

import os
import plistlib
import shlex
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW

from copingkit.core.remind import (
    Job,
    cron_line,
    launchd_plist,
    parse_time,
    schtasks_line,
    systemd_units,
    without_cron_line,
)
from copingkit.errors import UsageProblem

Run = Callable[..., Any]
ODD = Job(
    ["/opt/my tools/coping", "remind", "--notify"], 7, 5, {"COPING_HOME": "/home/é/50% of it"}
)

SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$FAKE/systemctl.log"
"""
CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then [ -f "$FAKE/table" ] && cat "$FAKE/table" || exit 1; else cat > "$FAKE/table"; fi
"""


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Put pretended systemctl and crontab on an otherwise small PATH."""
    if sys.platform != "linux":
        pytest.skip("systemd and cron")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("FAKE", str(folder))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")

    def put(*names: str) -> Path:
        for name in ("systemctl", "crontab"):
            script = {"systemctl": SYSTEMCTL, "crontab": CRONTAB}[name]
            path = folder / name
            # One that fails stands for one that isn't there, whatever this machine has.
            path.write_text(script if name in names else "#!/bin/sh\nexit 1\n")
            path.chmod(0o755)
        return folder

    return put


@pytest.mark.parametrize("columns", [80, 40])
def test_page(coping: Run, golden: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("copingkit.cli.remind.which", lambda name: "/usr/bin/coping")
    golden(f"remind-{columns}", coping("remind", "--at", "19:30", columns=columns).out)


def test_it_installs_and_writes_nothing_by_itself(coping: Run, sealed: Path, fakes: Any) -> None:
    folder = fakes("systemctl", "crontab")
    before = sorted(sealed.rglob("*"))
    assert coping("remind").code == 0
    assert sorted(sealed.rglob("*")) == before
    assert not (folder / "table").exists()
    assert not (folder / "systemctl.log").exists()


def test_after_a_note_today_nothing_is_waiting(coping: Run) -> None:
    assert "Note how it is" in coping("remind").out
    coping("log", "add", "--note", "x")
    result = coping("remind")
    assert "Nothing is waiting." in result.out and "Note how it is" not in result.out
    assert coping("remind", "--notify").out == ""


def test_a_day_left_out_is_never_mentioned(coping: Run) -> None:
    never = coping("remind", "--notify").out
    coping("log", "add", "--note", "x")
    assert coping("remind", "--notify", now=NOW + timedelta(days=400)).out == never


def test_a_pinned_daily_strategy_is_offered(coping: Run) -> None:
    coping("pin", "longer-out-breath")
    assert "coping try longer-out-breath" in coping("remind").out
    data = coping("remind", "--json").json
    assert [d["command"] for d in data["due"]] == ["coping log add", "coping try longer-out-breath"]


def test_systemd_is_set_up_and_taken_away(coping: Run, sealed: Path, fakes: Any) -> None:
    folder = fakes("systemctl", "crontab")
    result = coping("remind", "--install", "--at", "7:05")
    assert result.code == 0, result.err
    units = sealed / ".config" / "systemd" / "user"
    assert "OnCalendar=*-*-* 07:05:00" in (units / "copingkit-remind.timer").read_text()
    assert "enable --now copingkit-remind.timer" in (folder / "systemctl.log").read_text()
    assert coping("remind", "--remove").code == 0
    assert list(units.iterdir()) == []
    assert "disable --now copingkit-remind.timer" in (folder / "systemctl.log").read_text()
    assert "No reminder was set up" in coping("remind", "--remove").err


def test_cron_keeps_every_other_line(coping: Run, fakes: Any) -> None:
    folder = fakes("crontab")
    others = "# mine\n5 4 * * * backup\n"
    (folder / "table").write_text(others)
    for at in ("20:00", "21:15"):
        assert coping("remind", "--install", "--at", at).code == 0
    table = (folder / "table").read_text()
    assert table.startswith(others) and table.count("copingkit-remind") == 1
    assert "\n15 21 * * * " in table
    assert coping("remind", "--remove").code == 0
    assert (folder / "table").read_text() == others


def test_changing_the_way_leaves_one_reminder(coping: Run, sealed: Path, fakes: Any) -> None:
    folder = fakes("systemctl", "crontab")
    coping("remind", "--install")
    coping("remind", "--install", "--with", "cron")
    assert not list((sealed / ".config" / "systemd" / "user").iterdir())
    assert (folder / "table").read_text().count("copingkit-remind") == 1


@pytest.mark.parametrize(
    "args", [("--at", "25:00"), ("--install", "--with", "post"), ("--at", "noon")]
)
def test_what_cannot_be_done_says_why(coping: Run, args: tuple[str, ...], fakes: Any) -> None:
    fakes("systemctl", "crontab")
    result = coping("remind", *args)
    assert result.code == 2 and result.err.strip()


def test_the_notice_names_neither_program_nor_need(coping: Run, fakes: Any) -> None:
    folder = fakes()
    path = folder / "notify-send"
    path.write_text('#!/bin/sh\necho "$@" > "$FAKE/said"\n')
    path.chmod(0o755)
    coping("remind", "--notify")
    assert (folder / "said").read_text() == "A quiet moment, if you like.\n"


# The lines themselves


def test_a_cron_line_is_one_line_and_survives_odd_paths() -> None:
    text = cron_line(ODD)
    assert "\n" not in text and text.startswith("5 7 * * * ")
    shell = text.split(" * * * ", 1)[1].replace("\\%", "%").partition(" # ")[0]
    assert shlex.split(shell) == ["COPING_HOME=/home/é/50% of it", *ODD.command]
    assert "%" not in text.replace("\\%", "")


def test_only_our_own_line_is_taken_out() -> None:
    table = "a # copingkit-reminder\n" + cron_line(ODD) + "\n\nb"
    assert without_cron_line(table) == "a # copingkit-reminder\n\nb"


def test_systemd_units_quote_what_has_to_be_quoted() -> None:
    service = systemd_units(ODD)["copingkit-remind.service"]
    assert 'ExecStart="/opt/my tools/coping" remind --notify\n' in service
    assert 'Environment="COPING_HOME=/home/é/50%% of it"\n' in service


def test_the_launchd_agent_is_a_property_list() -> None:
    agent = plistlib.loads(launchd_plist(ODD._replace(command=["/a&b/<coping>"])).encode())
    assert agent["ProgramArguments"] == ["/a&b/<coping>"]
    assert agent["StartCalendarInterval"] == {"Hour": 7, "Minute": 5}
    assert agent["EnvironmentVariables"] == {"COPING_HOME": "/home/é/50% of it"}


def test_the_task_scheduler_line_quotes_the_path() -> None:
    assert '/ST 07:05 /TR "\\"/opt/my tools/coping\\" remind --notify"' in schtasks_line(ODD)


@pytest.mark.parametrize(
    ("text", "found"), [("20:00", (20, 0)), ("7:30", (7, 30)), (" 00:00 ", (0, 0))]
)
def test_times_of_day(text: str, found: tuple[int, int]) -> None:
    assert parse_time(text) == found
    for wrong in ("24:00", "7:60", "7", "", "7:3"):
        with pytest.raises(UsageProblem):
            parse_time(wrong)
