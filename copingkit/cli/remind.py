"""Bodies of `remind`: what it would say, and how each system can be told to say it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

from .. import words
from ..core import remind as plans
from ..core.cells import wrap
from ..core.safe import clean
from .kit import Kit
from .marks import pins


def job(at: str) -> plans.Job:
    """Return the daily run for a time of day."""
    hour, minute = plans.parse_time(at)
    program = which("coping")
    start = [program] if program else [sys.executable, "-m", "copingkit"]
    kept = {n: os.environ[n] for n in ("COPING_HOME", "XDG_DATA_HOME") if os.environ.get(n)}
    return plans.Job([*start, "remind", "--notify"], hour, minute, kept)


def due(kit: Kit) -> list[dict[str, str]]:
    """Return what could be done now, with the command for it; nothing when today has an entry.

    How long ago the last entry was plays no part and is never said.
    """
    from ..core.filter import EntryFilter

    today = EntryFilter(on=kit.now().date())
    if next(kit.journal.entries(today, limit=1), None) is not None:
        return []
    offers = [{"text": words.REMIND_CHECKIN, "command": "coping log add"}]
    mine = pins(kit, "pin")
    daily = [c for c in kit.catalogue.cards if c.id in mine and "daily" in c.when]
    if daily:
        # Another one each day, so that none becomes the one that wasn't done.
        card = daily[kit.now().toordinal() % len(daily)]
        text = words.REMIND_PRACTICE.format(title=card.title, name=card.name)
        offers.append({"text": text, "command": f"coping try {card.name}"})
    return offers


def show(kit: Kit, planned: plans.Job, as_json: bool) -> None:
    """Show what would be said now, and the lines for this computer."""
    offers = due(kit)
    ways = how(planned)
    if as_json:
        kit.json(
            due=offers,
            time=planned.time,
            ways=[{"name": name, "text": text} for name, text in ways],
        )
        return
    said = [*_said(offers), "", words.REMIND_HOW.format(time=planned.time)]
    rows = [row for sentence in said for row in wrap(clean(sentence), kit.width)]
    for name, text in ways:
        # What is to be copied is never wrapped: a line broken in two is no line for a crontab.
        lines = [f"  {row}".rstrip() for row in clean(text, newlines=True).rstrip().split("\n")]
        rows += ["", *wrap(f"{name}:", kit.width), *lines]
    sys.stdout.write("\n".join(rows) + "\n")


def how(planned: plans.Job) -> list[tuple[str, str]]:
    """Return (name, text) for each way that fits this system."""
    if sys.platform == "win32":
        return [(words.REMIND_TASKS, plans.schtasks_line(planned))]
    cron = (words.REMIND_CRON, plans.cron_line(planned))
    if sys.platform == "darwin":
        path = Path("~/Library/LaunchAgents") / f"{plans.LABEL}.plist"
        return [
            (words.REMIND_LAUNCHD.format(path=path), plans.launchd_plist(planned)),
            cron,
        ]
    units = plans.systemd_units(planned)
    texts = "\n".join(f"# ~/.config/systemd/user/{name}\n{text}" for name, text in units.items())
    return [
        (words.REMIND_SYSTEMD, texts),
        (words.REMIND_CRON_TOO, cron[1]),
    ]


def notify(kit: Kit) -> None:
    """Say it on the desktop and on standard output; nothing at all where nothing is waiting."""
    offers = due(kit)
    if not offers:
        return
    sys.stdout.write("\n".join(_said(offers)) + "\n")
    # Others may see the screen: the sentence names neither the program nor a need.
    command = {
        "linux": ["notify-send", words.REMIND_OFFER],
        "darwin": ["osascript", "-e", f'display notification "{words.REMIND_OFFER}"'],
    }.get(sys.platform)
    if command and which(command[0]):
        subprocess.run(command, check=False, capture_output=True, timeout=10, env=_desktop())


def _said(offers: list[dict[str, str]]) -> list[str]:
    if not offers:
        return [words.REMIND_NOTHING]
    return [words.REMIND_OFFER, *(offer["text"] for offer in offers)]


def _desktop() -> dict[str, str]:
    # cron starts without the session bus that notify-send talks to.
    found = dict(os.environ)
    if hasattr(os, "getuid"):
        bus = Path(f"/run/user/{os.getuid()}/bus")
        if bus.exists():
            found.setdefault("DBUS_SESSION_BUS_ADDRESS", f"unix:path={bus}")
    return found
