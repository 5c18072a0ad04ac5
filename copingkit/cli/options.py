"""Options that several commands share, so that they are named alike everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .. import words
from ..errors import UsageProblem
from .complete import strategy_ids, term_ids
from .kit import Kit

if TYPE_CHECKING:
    from ..core.fit import Ask

# A shorter word is near to too many others.
NEAR = 4

Json = Annotated[bool, typer.Option("--json", help="Print data for programs instead.")]
Needs = Annotated[
    list[str] | None,
    typer.Option(
        "--need", "-n", metavar="NEED", help="What it is about: panic, \"can't sleep\", ...",
        autocompletion=term_ids("needs"),
    ),
]  # fmt: skip
Minutes = Annotated[
    int | None,
    typer.Option("--minutes", "-m", min=1, max=240, metavar="N", help="At most this long."),
]
Length = Annotated[
    int | None,
    typer.Option(
        "--minutes", "-m", min=1, max=240, metavar="N",
        help="About how long: breaths or rounds are fitted to it, fewer or more than usual.",
    ),
]  # fmt: skip


def _a_number(value: float | None) -> float | None:
    # "nan" is a number to Python and neither above nor below any bound.
    if value is not None and value != value:
        raise typer.BadParameter("it isn't a number.")
    return value


Pace = Annotated[
    float | None,
    typer.Option(
        "--pace", min=0.5, max=2.0, metavar="X", help="0.8 is slower, 1.2 quicker.",
        callback=_a_number,
    ),
]  # fmt: skip
Energy = Annotated[
    str | None,
    typer.Option(
        "--energy", metavar="LEVEL", help="What I have: very-low, low, medium, high.",
        autocompletion=term_ids("energy"),
    ),
]  # fmt: skip
PlaceOption = Annotated[
    str | None,
    typer.Option(
        "--place", metavar="PLACE", help="Where I am: private, home, lying, outdoors, work.",
        autocompletion=term_ids("place"),
    ),
]  # fmt: skip
Discreet = Annotated[bool, typer.Option("--discreet", help="Nobody may notice.")]
Without = Annotated[
    str | None,
    typer.Option(
        "--without", metavar="TAGS", help="Leave out, for example: breath,eyes,food.",
        autocompletion=term_ids("involves"),
    ),
]  # fmt: skip
Sound = Annotated[
    str | None,
    typer.Option("--sound", metavar="HOW", help="off, bell or tone: to follow with eyes closed."),
]
Motion = Annotated[
    str | None,
    typer.Option("--motion", metavar="HOW", help="full, or none: one line for each change."),
]
Name = Annotated[
    str, typer.Argument(metavar="ID", help="A strategy's id or title.", autocompletion=strategy_ids)
]


def need_ids(kit: Kit, said: list[str] | None) -> tuple[str, ...]:
    """Return the needs meant by some words, or say which one isn't known."""
    found: dict[str, None] = {}
    for word in said or []:
        for part in word.split(","):
            if part.strip():
                found.update(dict.fromkeys(_needs_of(kit, part.strip())))
    return tuple(found)


def _needs_of(kit: Kit, word: str) -> tuple[str, ...]:
    needs = kit.vocabulary.find_needs(word)
    if not needs:
        near = _near(kit, word)
        raise UsageProblem(
            f'"{word}" isn\'t a word I know for what it is about.',
            f'Did you mean "{near}"?' if near else "See the words with: coping find --needs",
        )
    return needs


def _near(kit: Kit, word: str) -> str | None:
    from ..core.fold import fold
    from ..core.reading import closest

    names = {fold(n): n for i, need in kit.vocabulary.needs.items() for n in (i, *need.names)}
    return names.get(closest(fold(word), names))


def heard(kit: Kit, said: list[str] | None) -> list[str] | None:
    """Return the words for needs in what was typed: `now` starts something whatever it was."""
    phrase = " ".join(said or []).strip()
    known = kit.vocabulary.find_needs
    if not phrase or known(phrase) or all(known(p) for p in phrase.split(",")):
        return [phrase]
    parts = [part for part in phrase.replace(",", " ").split() if known(part)]
    if not parts:
        near = _near(kit, phrase) if len(phrase) > NEAR else None
        parts = [near] if near else []
    kit.say(words.TAKEN_AS.format(needs=", ".join(parts)) if parts else words.NOT_KNOWN)
    return parts


def one_of(kit: Kit, name: str, value: str | None) -> str:
    """Return a value of a named vocabulary list, or say which there are."""
    allowed = kit.vocabulary.ids(name)
    if value and value not in allowed:
        from ..core.reading import closest

        near = closest(value, allowed)
        raise UsageProblem(
            f'"{value}" isn\'t a value of --{name}.',
            f"Did you mean {near}?" if near else "Use one of: " + ", ".join(sorted(allowed)),
        )
    return value or ""


def chosen(name: str, value: str | None, *allowed: str) -> str:
    """Return an option's value, or say which there are."""
    if value and value not in allowed:
        raise UsageProblem(
            f'"{value}" isn\'t a value of --{name}.', "Use one of: " + ", ".join(allowed)
        )
    return value or ""


def tags(kit: Kit, said: str | None) -> frozenset[str]:
    """Return the tags to leave out, from a comma-separated text."""
    parts = [p.strip() for p in (said or "").split(",") if p.strip()]
    for part in parts:
        if part not in kit.vocabulary.involves:
            from ..core.reading import closest

            near = closest(part, kit.vocabulary.involves)
            raise UsageProblem(
                f'"{part}" isn\'t something that can be left out.',
                f"Did you mean {near}?"
                if near
                else "Use some of: " + ", ".join(sorted(kit.vocabulary.involves)),
            )
    return frozenset(parts)


def ask_for(
    kit: Kit,
    *,
    needs: list[str] | None = None,
    minutes: int | None = None,
    energy: str | None = None,
    place: str | None = None,
    discreet: bool = False,
    without: str | None = None,
    category: str | None = None,
    when: str | None = None,
    company: str | None = None,
) -> Ask:
    """Put options together with what a person has switched off for good."""
    from ..core.fit import Ask

    return Ask(
        needs=need_ids(kit, needs),
        minutes=minutes,
        energy=one_of(kit, "energy", energy),
        place=one_of(kit, "place", place),
        discreet=discreet,
        without=tags(kit, without) | frozenset(kit.setting("without", [])),
        category=one_of(kit, "categories", category),
        when=one_of(kit, "when", when),
        company=one_of(kit, "company", company),
    )
