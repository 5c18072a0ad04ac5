"""What a reminder would offer, and how each system is told to run one. Nothing runs from here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from .. import words
from ..errors import UsageProblem

NAME = "copingkit-remind"
LABEL = "org.copingkit.remind"
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Job(NamedTuple):
    """A daily run: the program with its arguments, when, and the variables it needs."""

    command: Sequence[str]
    hour: int
    minute: int
    environment: Mapping[str, str]

    @property
    def time(self) -> str:
        """Return the time as it is said."""
        return f"{self.hour:02d}:{self.minute:02d}"


def parse_time(text: str) -> tuple[int, int]:
    """Return hour and minute of a time of day such as 20:00; UsageProblem otherwise."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise UsageProblem(f'"{text[:20]}" isn\'t a time of day.', "Write it like 20:00 or 7:30.")
    return int(found[1]), int(found[2])


def cron_line(job: Job) -> str:
    """Return the line for crontab(5); the mark at its end is how it is found again."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in job.environment.items()]
    run = " ".join([*settings, shlex.join(job.command)])
    # In a crontab an unescaped % ends the command.
    return f"{job.minute} {job.hour} * * * " + run.replace("%", "\\%") + f" # {NAME}"


def without_cron_line(table: str) -> str:
    """Return a crontab without our line, everything else as it was."""
    return "".join(
        row for row in table.splitlines(keepends=True) if not row.rstrip().endswith(f"# {NAME}")
    )


def systemd_units(job: Job) -> dict[str, str]:
    """Return the user units by file name: systemd.service(5), systemd.timer(5)."""
    settings = "".join(
        f"Environment={_systemd(f'{name}={value}')}\n" for name, value in job.environment.items()
    )
    run = " ".join(_systemd(part) for part in job.command)
    return {
        f"{NAME}.service": (
            f"[Unit]\nDescription={words.REMIND_UNIT}\n\n"
            f"[Service]\nType=oneshot\n{settings}ExecStart={run}\n"
        ),
        f"{NAME}.timer": (
            f"[Unit]\nDescription={words.REMIND_UNIT_DAILY}\n\n"
            f"[Timer]\nOnCalendar=*-*-* {job.time}:00\n\n[Install]\nWantedBy=timers.target\n"
        ),
    }


def launchd_plist(job: Job) -> str:
    """Return the agent for launchd.plist(5)."""
    parts = "".join(f"    <string>{escape(part)}</string>\n" for part in job.command)
    settings = "".join(
        f"    <key>{escape(name)}</key><string>{escape(value)}</string>\n"
        for name, value in job.environment.items()
    )
    extra = (
        f"  <key>EnvironmentVariables</key>\n  <dict>\n{settings}  </dict>\n" if settings else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        f'<plist version="1.0">\n<dict>\n  <key>Label</key><string>{LABEL}</string>\n'
        f"  <key>ProgramArguments</key>\n  <array>\n{parts}  </array>\n{extra}"
        "  <key>StartCalendarInterval</key>\n  <dict>\n"
        f"    <key>Hour</key><integer>{job.hour}</integer>\n"
        f"    <key>Minute</key><integer>{job.minute}</integer>\n  </dict>\n</dict>\n</plist>\n"
    )


def schtasks_line(job: Job) -> str:
    """Return the command for Windows' Task Scheduler."""
    run = " ".join(f'\\"{part}\\"' if " " in part else part for part in job.command)
    return f'schtasks /Create /SC DAILY /TN {NAME} /ST {job.time} /TR "{run}"'


def _systemd(text: str) -> str:
    # %, $ and quotes mean something in unit files.
    shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{shown}"' if re.search(r"[\s\"'\\;]", text) else shown
