"""Set a reminder up and take it away: systemd user timers and cron, where they are there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shutil import which

from .. import words
from ..core import remind as plans
from ..errors import DataProblem, UsageProblem
from ..paths import is_there
from .kit import Kit

SYSTEMD, CRON = "systemd", "cron"
TIMER = f"{plans.NAME}.timer"


def install(kit: Kit, planned: plans.Job, by: str | None) -> None:
    """Set the daily run up, in the place of an earlier one."""
    chosen = _chosen(by)
    _remove_from(SYSTEMD)
    _remove_from(CRON)
    if chosen == SYSTEMD:
        _put_units(planned)
    else:
        _write_table(plans.without_cron_line(_table()), plans.cron_line(planned) + "\n")
    kit.say(words.REMIND_INSTALLED.format(what=chosen, time=planned.time))


def remove(kit: Kit, by: str | None) -> None:
    """Take away what `install` made."""
    removed = [name for name in (SYSTEMD, CRON) if by in (None, name) and _remove_from(name)]
    kit.say(
        words.REMIND_REMOVED.format(what=" and ".join(removed)) if removed else words.REMIND_NONE
    )


def is_set() -> bool:
    """Tell whether there is something that `install` made. Changes nothing."""
    if any(is_there(_units() / name) for name in _unit_names()):
        return True
    table = _table() if which("crontab") else ""
    return plans.without_cron_line(table) != table


def _chosen(by: str | None) -> str:
    there = [
        name for name, has in ((SYSTEMD, _has_systemd()), (CRON, bool(which("crontab")))) if has
    ]
    if by is not None and by not in (SYSTEMD, CRON):
        raise UsageProblem(f'"{by[:20]}" isn\'t known here.', "Use --with systemd or --with cron.")
    if not there or (by and by not in there):
        raise UsageProblem(
            f"There is no {by or 'systemd for users or cron'} on this computer.",
            "The lines to set it up by hand: coping remind",
        )
    return by or there[0]


def _has_systemd() -> bool:
    return (
        bool(which("systemctl")) and _run("systemctl", "--user", "show-environment").returncode == 0
    )


def _units() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(base) if base else Path.home() / ".config") / "systemd" / "user"


def _put_units(planned: plans.Job) -> None:
    folder = _units()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in plans.systemd_units(planned).items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataProblem(
            f"{folder} can't be written: {(error.strerror or '').lower()}.",
            "Another way: coping remind --install --with cron",
        ) from None
    _run("systemctl", "--user", "daemon-reload")
    done = _run("systemctl", "--user", "enable", "--now", TIMER)
    if done.returncode:
        raise DataProblem(
            f"systemd didn't take the timer: {done.stderr.strip()[:200]}.",
            "Another way: coping remind --install --with cron",
        )


def _remove_from(name: str) -> bool:
    if name == SYSTEMD:
        paths = [path for path in map(_units().joinpath, _unit_names()) if path.exists()]
        if paths and which("systemctl"):
            _run("systemctl", "--user", "disable", "--now", TIMER)
        for path in paths:
            path.unlink()
        if paths and which("systemctl"):
            _run("systemctl", "--user", "daemon-reload")
        return bool(paths)
    if not which("crontab"):
        return False
    table = _table()
    rest = plans.without_cron_line(table)
    if rest == table:
        return False
    _write_table(rest)
    return True


def _unit_names() -> tuple[str, str]:
    return f"{plans.NAME}.service", TIMER


def _table() -> str:
    # crontab -l ends with 1 where there is no table yet.
    done = _run("crontab", "-l")
    return done.stdout if done.returncode == 0 else ""


def _write_table(table: str, line: str = "") -> None:
    if table and line and not table.endswith("\n"):
        table += "\n"
    done = _run("crontab", "-", given=table + line)
    if done.returncode:
        raise DataProblem(
            f"cron didn't take the line: {done.stderr.strip()[:200]}.",
            "Your table is as it was. The line to put in by hand: coping remind",
        )


def _run(*command: str, given: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
