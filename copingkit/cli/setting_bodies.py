"""Bodies of settings: what they are, which values they take, and what they are for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from .. import paths
from ..core.reading import closest
from ..errors import UsageProblem
from ..library.files import LANGUAGE
from . import options as opt
from .kit import Kit


class Setting(NamedTuple):
    """One thing a person can set."""

    name: str
    default: Any
    about: str
    read: Callable[[Kit, str], Any]


def _country(_: Kit, text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise UsageProblem(f'"{text}" isn\'t a country code.', "Use two letters, such as IE or AT.")
    return text.upper()


def _language(_: Kit, text: str) -> str:
    root = paths.shipped_root()
    there = sorted(p.name for p in root.iterdir() if p.is_dir() and LANGUAGE.fullmatch(p.name))
    if text not in there:
        raise UsageProblem(
            f'There are no strategies in "{text}" yet.', "There are: " + ", ".join(there)
        )
    return text


def _one_of(name: str, *allowed: str) -> Callable[[Kit, str], str]:
    def read(_: Kit, text: str) -> str:
        if text not in allowed:
            raise UsageProblem(
                f'"{text}" isn\'t a value of {name}.', "Use " + " or ".join(allowed) + "."
            )
        return text

    return read


def _cautions(kit: Kit, text: str) -> list[str]:
    parts = sorted({p.strip() for p in text.split(",") if p.strip()})
    for part in parts:
        if part not in kit.vocabulary.cautions:
            near = closest(part, kit.vocabulary.cautions)
            raise UsageProblem(
                f'"{part}" isn\'t the code of a caution.',
                f"Did you mean {near}?"
                if near
                else "Use some of: " + ", ".join(sorted(kit.vocabulary.cautions)),
            )
    return parts


def _without(kit: Kit, text: str) -> list[str]:
    return sorted(opt.tags(kit, text))


SETTINGS = (
    Setting("country", "", "Whose support lines `coping support` shows first.", _country),
    Setting("language", "en", "The language of strategies, where they have been translated.", _language),
    Setting("motion", "full", "full, or none: nothing moves, one line for each change.", _one_of("motion", "full", "none")),
    Setting("sound", "off", "off, bell, or tone: cues for following with eyes closed.", _one_of("sound", "off", "bell", "tone")),
    Setting("without", [], "Never show me strategies with: breath, eyes, food, ... No reason needed.", _without),
    Setting("cautions", [], "Never suggest what carries these cautions: hold, exertion, ...", _cautions),
)  # fmt: skip


def settings(kit: Kit, name: str | None, value: str | None, as_json: bool) -> None:
    """Show all settings, show one, or change one."""
    if name is None:
        _show(kit, list(SETTINGS), as_json)
        return
    setting = next((s for s in SETTINGS if s.name == name), None)
    if setting is None:
        near = closest(name, [s.name for s in SETTINGS])
        raise UsageProblem(
            f'There is no setting "{name}".',
            f"Did you mean {near}?" if near else "See them with: coping settings",
        )
    if value is None:
        _show(kit, [setting], as_json)
    elif value == "":
        kit.journal.drop(f"setting:{name}")
        kit.say(f"{name} is back to {_text(setting.default)}.")
    else:
        kept = setting.read(kit, value)
        kit.journal.put(f"setting:{name}", {"value": kept}, what=f"set {name} to {_text(kept)}")
        kit.say(f"{name} is now {_text(kept)}. Take it back with: coping log undo")


def _show(kit: Kit, chosen: list[Setting], as_json: bool) -> None:
    values = {s.name: kit.setting(s.name, s.default) for s in chosen}
    if as_json:
        kit.json(settings=values)
        return
    from ..screen.page import Item, Items, Para

    items = [Item(s.name, _text(values[s.name]), "", s.about) for s in chosen]
    kit.draw([Items(items), Para("Change one with: coping settings NAME VALUE", "quiet")])


def _text(value: Any) -> str:
    return (", ".join(value) if isinstance(value, list) else str(value)) or "not set"
