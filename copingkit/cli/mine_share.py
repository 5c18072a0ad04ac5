"""Bodies of mine share and mine experience."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InvalidContent, UsageProblem
from .kit import Kit
from .mine_bodies import STDIN, mine, own_id
from .mine_giving import Giving, agreed, hand_over, name_of, questions, show_public

if TYPE_CHECKING:
    from ..core.strategy import Experience, Strategy
    from ..library.check_library import Library

HELPED = (("y", "yes", "it helped"), ("m", "mixed", "some of it did"), ("n", "no", "it didn't"))
# So much of the words, in the same order, isn't chance.
MADE_FROM = 0.1
OWN_STORY = "Before you agree: your own story, nobody recognisable in it, no method of harm."


class Kept(NamedTuple):
    """What of an own strategy becomes public though it may be personal."""

    props: bool = False
    authors: Sequence[str] = ()


def share_or_outcomes(
    kit: Kit, name: str | None, giving: Giving, *, outcomes: bool, kept: Kept, again: bool
) -> None:
    """Give an own strategy, or own results."""
    if outcomes and name is None:
        from .mine_outcomes import share_outcomes

        share_outcomes(kit, giving, again)
    elif name is not None and not outcomes:
        share(kit, name, giving, kept)
    else:
        raise UsageProblem(
            "One thing at a time.", "Use: coping mine share ID, or coping mine share --outcomes"
        )


def share(kit: Kit, name: str, giving: Giving, kept: Kept) -> None:
    """Give an own strategy to the shared library."""
    giving.check(kit)
    identifier = own_id(kit, name)
    strategy = _own(kit, identifier)
    library = library_of(kit)
    origin, credited = _credited(kit, strategy, library)
    chosen = _chosen(kit, strategy, credited, giving, kept.authors)
    name = name_of(kit, giving)
    public = _public(kit, strategy, name, kept.props, {*credited, *chosen})
    from ..library.giving import strategy_gift
    from ..library.mine_text import written

    text = written(public)
    gift = strategy_gift(identifier, text)
    gift.make(text_of(kit, f"en/{identifier}.yaml"))
    check(kit, library, f"en/{identifier}.yaml", text, text, f"coping mine edit {identifier}")
    names = _of_names(strategy, public, credited, origin)
    props = [p for p in strategy.props if p not in public.props]
    if props:
        names.append(f"Left out, as they may be yours: {', '.join(props)}. (--keep-props)")
    show_public(
        kit,
        text,
        "This, and nothing else, becomes public. Your note, pace, ratings and log stay here.",
        names,
    )
    if agreed(kit, giving):
        hand_over(kit, gift, giving, name, None)


def _own(kit: Kit, identifier: str) -> Strategy:
    from ..library import mine_text

    raw = mine(kit).text(identifier).encode()
    return mine_text.read(f"{identifier}.yaml", identifier, raw, kit.vocabulary)


def _credited(kit: Kit, strategy: Strategy, library: Library) -> tuple[str, list[str]]:
    """Return the shared strategy that it was made from, if any, and those of its authors that it names.

    The licence of what was taken asks for them; and they are public already.
    """
    origin, share = library.closest(strategy._replace(id=""))
    if share < MADE_FROM:
        return "", []
    card = next(c for c in kit.catalogue.cards if c.id == origin and not c.source)
    theirs = kit.catalogue.get(card.name).strategy.authors
    return origin, [a for a in strategy.authors if a in theirs]


def _chosen(
    kit: Kit, strategy: Strategy, credited: Sequence[str], giving: Giving, wanted: Sequence[str]
) -> list[str]:
    """Return the other authors that the person wants named, each one said to be."""
    from ..library.giving import ANONYMOUS

    for name in wanted:
        if name not in strategy.authors:
            raise UsageProblem(
                f'It names no author "{name}".',
                f"It names: {', '.join(strategy.authors) or 'nobody'}.",
            )
    others = [a for a in strategy.authors if a not in (*credited, *wanted, ANONYMOUS)]
    if not kit.interactive or giving.agree or not others:
        return list(wanted)
    chosen = list(wanted)
    with questions() as ask:
        for name in others:
            picked = ask.choice(
                f'Your file names "{name}" as an author. Shall that name become public? Enter: no.',
                [("y", "yes, and whoever it is agrees to that"), ("n", "no, leave it out")],
            )
            if picked == "y":
                chosen.append(name)
    return chosen


def _of_names(
    strategy: Strategy, public: Strategy, credited: Sequence[str], origin: str
) -> list[str]:
    """Say which names become public, and which don't."""
    from ..library.giving import ANONYMOUS

    said = [f"Authors, as they become public: {', '.join(public.authors)}."]
    if credited:
        said.append(f"{', '.join(credited)}: from {origin}, whose licence asks for the name.")
    chosen = [a for a in public.authors[:-1] if a not in credited]
    if chosen:
        said.append(f"You named {', '.join(chosen)}: share it if they agree to all of this.")
    left = [a for a in strategy.authors if a not in (*public.authors, ANONYMOUS)]
    if left:
        said.append(
            f"Left out: {', '.join(left)}. If they agree, or you made it from theirs: "
            "--keep-author NAME"
        )
    return said


def _public(
    kit: Kit, strategy: Strategy, name: str, keep_props: bool, authors: set[str]
) -> Strategy:
    from ..library.giving import public_form
    from ..library.mine_text import with_cautions

    known = strategy.props if keep_props else shared_props(kit)
    public = public_form(strategy, name, frozenset(p.lower() for p in known), authors)
    return with_cautions(public, kit.vocabulary)


def shared_props(kit: Kit) -> list[str]:
    """Return the things that shared strategies ask for."""
    return [prop for card in kit.catalogue.cards if not card.source for prop in card.props]


def library_of(kit: Kit) -> Library:
    """Return the shared library, to hold texts to its rules."""
    from ..library.check_library import Library

    library = Library.of_catalogue(kit.catalogue)
    library.today = kit.now().date()
    return library


def check(kit: Kit, library: Library, inside: str, text: str, shown: str, mend: str) -> None:
    """Hold a text to the library's rules, as its own check does; InvalidContent for what fails.

    `inside` is its place in the library, `shown` the part of it that is new. What the library says
    of its present text already isn't said again.
    """
    from ..library.check import check_text

    place = library.root / inside
    present = text_of(kit, inside)
    old = check_text(present, place, library) if present is not None else []
    known = {(f.code, f.what) for f in old}
    findings = [f for f in check_text(text, place, library) if (f.code, f.what) not in known]
    failing = [f for f in findings if f.fails]
    if failing:
        kit.say("The text that was checked:", *shown.rstrip("\n").split("\n"))
    for f in findings:
        mark = "To mend" if f.fails else "Advice"
        kit.say(f"{place.name}:{f.line}: {f.code} {f.what}. {mark}: {f.fix}.")
    if failing:
        raise InvalidContent(
            f"The library's check found {len(failing)} thing{'s' * (len(failing) > 1)} to mend first.",
            f"Mend it with: {mend}",
        )


def give_experience(
    kit: Kit, name: str, giving: Giving, helped: str | None, line: str | None
) -> None:
    """Give one first-person line on a shared strategy."""
    giving.check(kit)
    card = kit.catalogue.card(name)
    if card.source == "mine":
        raise UsageProblem(
            f"{card.id} is your own.", f"Give it to the library first: coping mine share {card.id}"
        )
    if card.source:
        raise UsageProblem(
            f"{card.name} is from the library {card.source}, not from the shared one.",
            "Give the line to its makers.",
        )
    how, text = _told(kit, card.title, helped, line)
    by = name_of(kit, giving)
    from ..library.giving import experience, experience_gift

    told = experience(how, text, by, kit.now().date().isoformat())
    inside = f"en/{card.id}.yaml"
    present = text_of(kit, inside)
    gift = experience_gift(card.id, told)
    again = f"coping mine experience {card.id}"
    check(kit, library_of(kit), inside, gift.make(present), _lines(told), again)
    show_public(
        kit,
        _lines(told),
        f"These lines, added to {card.id}, are all that becomes public:",
        [OWN_STORY],
    )
    if agreed(kit, giving):
        hand_over(kit, gift, giving, by, present)


def _told(kit: Kit, title: str, helped: str | None, line: str | None) -> tuple[str, str]:
    if kit.interactive and (helped is None or line is None):
        with questions() as ask:
            if helped is None:
                choices = [(key, words) for key, _, words in HELPED]
                picked = ask.choice(f"{title}: did it help?", choices)
                helped = next((h for key, h, _ in HELPED if key == picked), None)
            if helped and line is None:
                line = ask.line("What was it like, and what did you change? One or two sentences.")
    elif line in (None, STDIN) and not sys.stdin.isatty():
        line = sys.stdin.read(4096)
    if helped is None or not (line or "").strip():
        raise UsageProblem(
            "There is nothing to share yet.",
            "Say --helped yes, no or mixed, and the line with --text or through standard input.",
        )
    if helped not in [h for _, h, _ in HELPED]:
        raise UsageProblem(f'"{helped}" isn\'t an answer.', "Use --helped yes, no or mixed.")
    return helped, line or ""


def _lines(told: Experience) -> str:
    return "".join(f"{key}: {value}\n" for key, value in told._asdict().items())


def text_of(kit: Kit, name: str) -> str | None:
    """Return the text this machine's copy of the shared library has at a place, if any."""
    from ..library import files
    from ..library.yamltext import Unreadable

    try:
        return files.read_text(kit.catalogue.root / name)
    except Unreadable:
        return None
