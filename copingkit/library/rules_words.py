"""Rules on words: what is refused (the refuse list), what is hard to read, what belittles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..core.readability import grade_of
from ..core.reading import Problem
from . import files
from .check_candidate import Candidate
from .check_codes import count_syllables
from .check_findings import problem, shorten
from .check_words import Part, Words, teller

SAID = frozenset({"said"})
SPOKEN = frozenset({"said", "told"})
ALL = frozenset({"said", "told", "noted", "name"})
HARD_GRADE, NEAR_GRADE = 7.0, 6.5
ABOUT_THE_BODY = frozenset({"food", "weight", "exertion", "ed"})
DANGER_CAUTIONS = frozenset({"real-harm", "violence", "crisis"})
TWO_REVIEWERS = frozenset({"crisis", "cold", "exposure", "trauma", "withdrawal", "ed"})
# fmt: off
_NO_ORDER = frozenset((
    "you", "your", "this", "that", "these", "those", "a", "an", "the", "it", "its", "we", "our", "my",
    "i", "how", "why", "what", "there", "some",
))
_ING_VERBS = frozenset(("bring", "sing", "ring", "swing", "string", "cling", "fling", "spring"))
# fmt: on


def _refuse(c: Candidate, code: str, who: frozenset[str], what: str, fix: str) -> Iterator[Problem]:
    seen = set()
    for path, found in c.refused.get(code, ()):
        if teller(path) in who and (path, found) not in seen:
            seen.add((path, found))
            yield problem(code, path, f'{what}: "{shorten(found.strip())}"', fix)


def methods(c: Candidate) -> Iterator[Problem]:
    """No method, means or place of harm."""
    yield from _refuse(
        c, "CK032", ALL, "it may name a way of coming to harm",
        "leave it out; say what helps instead",
    )  # fmt: skip


def doses(c: Candidate) -> Iterator[Problem]:
    """No dose, medicine, supplement or drink as advice."""
    yield from _refuse(
        c, "CK033", SPOKEN, "it may be advice on medicine, a dose or a drink",
        "leave it out; `as agreed with your doctor` is as far as a strategy goes",
    )  # fmt: skip


def body_figures(c: Candidate) -> Iterator[Problem]:
    """No numbers about bodies, food or exercise."""
    fix = "leave the number out; for some people it turns into a rule"
    yield from _refuse(c, "CK034", SPOKEN, "a number about bodies or food", fix)
    if c.strategy and ABOUT_THE_BODY & {*c.strategy.involves, *c.strategy.cautions}:
        for path, found in c.refused.get("BODY", ()):
            if teller(path) in SPOKEN:
                yield problem("CK034", path, f'a target for food or exercise: "{found}"', fix)


def promises(c: Candidate) -> Iterator[Problem]:
    """No promise of an effect."""
    yield from _refuse(
        c, "CK035", SPOKEN, "it may promise too much",
        "say what it can do: `may ease`, `some people find`",
    )  # fmt: skip


def labels(c: Candidate) -> Iterator[Problem]:
    """No label or diagnosis put on the reader or on others."""
    yield from _refuse(
        c, "CK036", ALL, "it may put a label on a person",
        "name what happens, in plain words: `if you use alcohol`, `died by suicide`",
    )  # fmt: skip


def pain(c: Candidate) -> Iterator[Problem]:
    """No pain, fear or extreme cold or heat as a technique."""
    yield from _refuse(
        c, "CK037", SPOKEN, "it may use pain or fear as a technique",
        "use something that is strong without hurting: cool water, a sour sweet, a brisk walk",
    )  # fmt: skip


def trauma(c: Candidate) -> Iterator[Problem]:
    """No going back into trauma, no contact with an abuser."""
    yield from _refuse(
        c, "CK038", SPOKEN, "it may lead back into trauma, or to an abuser",
        "stay with here and now; that work belongs with someone trained",
    )  # fmt: skip


def testimonials(c: Candidate) -> Iterator[Problem]:
    """No story or praise outside `experiences`, where consent is kept."""
    yield from _refuse(
        c, "CK039", SAID, "it reads like a person's story",
        "tell it under `experiences`, with consent, or leave it out",
    )  # fmt: skip


def phone_numbers(c: Candidate) -> Iterator[Problem]:
    """No phone number, helpline or emergency advice outside helplines.yaml."""
    yield from _refuse(
        c, "CK040", ALL, "it may be a phone number, a helpline or emergency advice",
        "write `coping support`; numbers are kept up to date in helplines.yaml",
    )  # fmt: skip


def links(c: Candidate) -> Iterator[Problem]:
    """No address outside sources.yaml and helplines.yaml."""
    yield from _refuse(
        c, "CK041", ALL, "it may be a web address, an e-mail address or an account",
        "leave it out; sources go into sources.yaml",
    )  # fmt: skip


def trademarks(c: Candidate) -> Iterator[Problem]:
    """No trademark in title or text."""
    yield from _refuse(
        c, "CK042", ALL, "it may be a trademark or a product",
        "say what it is in plain words; the source may be named in sources.yaml",
    )  # fmt: skip


def markup(c: Candidate) -> Iterator[Problem]:
    """Plain text: no marks that a renderer would eat."""
    yield from _refuse(c, "CK029", ALL, "it holds markup", "write plain text, with - ' \" ...")


def emoji(c: Candidate) -> Iterator[Problem]:
    """No emoji or pictures; a screen reader reads each aloud."""
    yield from _refuse(c, "CK030", ALL, "it holds a picture", "say it in words")


def control_characters(c: Candidate) -> Iterator[Problem]:
    """No control, direction or escape characters, not even written as escapes."""
    if "\\" not in c.text and c.words.lines.text.isascii():
        return
    for path, text in c.words.lines.placed:
        for character in text:
            if not character.isprintable():
                yield problem(
                    "CK031", path, f"it holds the control character U+{ord(character):04X}",
                    "delete the escape (a backslash and what follows it)",
                )  # fmt: skip
                break


def reading_age(c: Candidate) -> Iterator[Problem]:
    """A tired reader of twelve can follow it."""
    if c.place.language != files.ENGLISH:
        return
    found = _grade(c.words, c.words.read)
    if found > NEAR_GRADE:
        yield problem(
            "CK028" if found > HARD_GRADE else "CK102", ("summary",),
            f"it reads like school grade {found:.1f} (a reading age of about {found + 5:.0f})",
            f"shorter sentences and shorter words; {NEAR_GRADE} or less",
        )  # fmt: skip


def note_reading_age(c: Candidate) -> Iterator[Problem]:
    """The same reader can follow what is known of it; a few words measure less surely than many."""
    found = _grade(c.words, c.words.noted)
    if found > HARD_GRADE:
        yield problem(
            "CK112", ("evidence", "note"),
            f"what is known of it reads like school grade {found:.1f} (a reading age of about {found + 5:.0f})",
            f"shorter sentences and plain words, and the same facts; {HARD_GRADE:g} or less",
        )  # fmt: skip


def _grade(words: Words, part: Part) -> float:
    codes = words.codes[part.words]
    return grade_of(len(codes), count_syllables(codes), part.lines)


def belittling(c: Candidate) -> Iterator[Problem]:
    """Offer, don't order; nothing is easy at 3 a.m."""
    yield from _refuse(
        c, "CK103", SAID, "it may belittle or order",
        "leave the word out, or offer: `you could`, `if you like`",
    )  # fmt: skip


def imperative(c: Candidate) -> Iterator[Problem]:
    """A summary begins with what you do."""
    if c.place.language != files.ENGLISH or c.strategy is None:
        return
    first = re.match(r"[A-Za-z']*", c.strategy.summary)
    word = first[0].lower() if first else ""
    if word in _NO_ORDER or (word.endswith("ing") and word not in _ING_VERBS):
        yield problem(
            "CK104", ("summary",), f'the summary begins with "{word}"',
            "begin with what you do: Name, Let, Write, Look ...",
        )  # fmt: skip


def punctuation(c: Candidate) -> Iterator[Problem]:
    """Keyboard punctuation, so that every terminal and search finds it."""
    yield from _refuse(c, "CK105", ALL, "typographic punctuation", "use - ' \" ...; --fix does it")


def danger(c: Candidate) -> Iterator[Problem]:
    """Nobody is kept calm in a place where they aren't safe."""
    strategy = c.strategy or c.original
    if strategy and not DANGER_CAUTIONS & set(strategy.cautions):
        yield from _refuse(
            c, "CK106", SAID, "it speaks of danger or harm by others",
            "add the caution real-harm or violence, and put safety first",
        )  # fmt: skip


def shops(c: Candidate) -> Iterator[Problem]:
    """Nothing to buy or to sign up to."""
    yield from _refuse(
        c, "CK107", SAID, "it may lead to something to buy or sign up to",
        "use what people have; a free way first",
    )  # fmt: skip


def sensitive(c: Candidate) -> Iterator[Problem]:
    """A second pair of eyes for what touches some people most."""
    yield from _refuse(
        c, "CK108", SAID, "a topic for a second reader who has been there",
        "nothing to change; say in the pull request that it needs two reviewers",
    )  # fmt: skip


def two_reviewers(c: Candidate) -> Iterator[Problem]:
    """The same for what carries such a caution; said to who gives it, not of what was reviewed."""
    assert c.strategy is not None
    topics = [code for code in c.strategy.cautions if code in TWO_REVIEWERS]
    if c.contributed and topics and "CK108" not in c.refused:
        yield problem(
            "CK108", ("cautions",), f"the caution `{topics[0]}` asks for a second reader",
            "nothing to change; say in the pull request that it needs two reviewers",
        )  # fmt: skip
