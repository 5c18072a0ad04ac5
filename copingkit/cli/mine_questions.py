"""The questions of `mine new`: what is asked, how an answer is read, what Enter takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..core.fold import fold
from ..core.reading import Reader, closest
from ..core.vocabulary import Vocabulary
from ..errors import UsageProblem

Tree = dict[str, Any]
Options = Mapping[str, str]
NONE = ("none", "no", "nothing", "-")


class Question(NamedTuple):
    """One question about a field. `take` reads an answer; `enter` is what Enter takes, or None."""

    field: str
    words: str
    take: Callable[[str, Vocabulary], Any]
    enter: Callable[[Tree, Vocabulary], Any]
    options: Callable[[Vocabulary], Options]


def nothing(_: Tree, __: Vocabulary) -> None:
    """Enter takes nothing: an answer is needed."""
    return


def no_options(_: Vocabulary) -> Options:
    """Any words will do."""
    return {}


def category_options(v: Vocabulary) -> Options:
    """Return the shelves of the library."""
    return {i: c.label for i, c in v.categories.items()}


def need_options(v: Vocabulary) -> Options:
    """Return the words for needs."""
    return {i: n.label for i, n in v.needs.items()}


def involves_options(v: Vocabulary) -> Options:
    """Return what a person may have switched off."""
    return {i: t.label for i, t in v.involves.items()}


def options_of(name: str) -> Callable[[Vocabulary], Options]:
    """Return the values of a named list."""
    return lambda v: dict(v.terms[name])


def text(said: str, _: Vocabulary) -> str:
    """Take a line of text."""
    return " ".join(said.split())


def title(said: str, v: Vocabulary) -> str:
    """Take a title; a full stop at its end is left off."""
    found = text(said, v)
    return found if found.endswith("..") else found.removesuffix(".").rstrip()


def things(said: str, _: Vocabulary) -> list[str]:
    """Take things between commas, each once."""
    found: dict[str, str] = {}
    for part in (" ".join(part.split()) for part in said.split(",")):
        if part:
            found.setdefault(fold(part), part)
    return [*found.values()]


def things_or_none(said: str, v: Vocabulary) -> list[str]:
    """Take things between commas, or a word that says that there are none."""
    return [] if fold(said).strip(" .!") in NONE else things(said, v)


def number(said: str, _: Vocabulary) -> str:
    """Take a number, with or without a unit after it."""
    return re.sub(r"\s*min(?:utes?)?\.?$", "", said.strip())


def one_of(options: Callable[[Vocabulary], Options]) -> Callable[[str, Vocabulary], str]:
    """Take one of some values, by number, id or label."""
    return lambda said, v: _value(said, options(v))


def some_of(options: Callable[[Vocabulary], Options]) -> Callable[[str, Vocabulary], list[str]]:
    """Take several values between commas, in the order of the library."""

    def take(said: str, v: Vocabulary) -> list[str]:
        chosen = {_value(part, options(v)) for part in things(said, v)}
        return [value for value in options(v) if value in chosen]

    return take


def needs(said: str, v: Vocabulary) -> list[str]:
    """Take needs in anybody's words."""
    found: set[str] = set()
    for part in things(said, v):
        known = v.find_needs(part)
        if not known:
            known = (_value(part, need_options(v)),)
        found.update(known)
    return sorted(found)


def tags(said: str, v: Vocabulary) -> list[str]:
    """Take what is involved, sorted as the library wants it, or a word that says nothing is."""
    return sorted(some_of(involves_options)(said, v)) if things_or_none(said, v) else []


def guessed_category(tree: Tree, _: Vocabulary) -> str | None:
    """A guide that paces the breath stands with the breathing ones; else there is no telling."""
    return "breathing" if tree.get("guide", {}).get("kind") == "breath" else None


def guessed_minutes(tree: Tree, _: Vocabulary) -> str:
    """As long as the guide takes."""
    from ..core.guide_fields import read_guide, seconds_of

    guide = read_guide(Reader(), tree.get("guide"), ("guide",))
    return str(max(1, round(seconds_of(guide) / 60))) if guide else "5"


def guessed_tags(tree: Tree, v: Vocabulary) -> list[str]:
    """What the guide's own words suggest."""
    from ..library.rules_patterns import HINTS, PHRASES

    guide = tree.get("guide", {})
    said = " ".join(_texts(guide)).lower()
    # The words by which the library's check tells that a tag may be missing.
    met = re.findall(rf"\b(?:{PHRASES['en']['CK109']})\b", said)
    found = {HINTS.get(words.replace("-", " ").split()[0], "exertion") for words in met}
    if guide.get("kind") == "breath":
        found.add("breath")
        if any(phase.startswith("hold") for phase in guide.get("phases", [])):
            found.add("hold")
    return sorted(found & set(v.involves))


def always(value: Any) -> Callable[[Tree, Vocabulary], Any]:
    """Enter takes this."""
    return lambda _, __: value


def _term(field: str, words: str, value: str) -> Question:
    options = options_of(field)
    return Question(field, words, one_of(options), always(value), options)


KINDS: Options = {
    "steps": "things to do, one after the other",
    "breath": "breathing in a rhythm",
    "prompts": "questions to answer",
    "checklist": "a list to tick off",
    "text": "something to read slowly",
}
QUESTIONS: tuple[Question, ...] = (
    Question("title", "What is it called?", title, nothing, no_options),
    Question("summary", "What do you do in it? One sentence.", text, nothing, no_options),
    Question("guide.kind", "What is it like to do?", one_of(lambda _: KINDS), always("steps"),
             lambda _: KINDS),
    Question("guide", "", text, nothing, no_options),
    Question("needs", "What may it help with? Your words, with commas: panic, can't sleep", needs,
             nothing, need_options),
    Question("category", "Which shelf does it stand on?", one_of(category_options),
             guessed_category, category_options),
    Question("minutes", "How many minutes does it take?", number, guessed_minutes, no_options),
    Question("when", "When is it for? More than one is fine, with commas.",
             some_of(options_of("when")), always(["now"]), options_of("when")),
    _term("energy", "How much energy does it ask for?", "low"),
    _term("discreet", "Would others notice?", "partly"),
    _term("place", "Where can it be done?", "anywhere"),
    _term("company", "Alone, or with someone?", "either"),
    Question("props", "Does it need any things? With commas, or none.", things_or_none,
             always([]), no_options),
    Question("involves", "Does it involve something that people may want to leave out? With commas, or none.",
             tags, guessed_tags, involves_options),
)  # fmt: skip


def shown(value: Any, options: Options) -> str:
    """Say a value as the person would."""
    if isinstance(value, list):
        return ", ".join(options.get(one, one) for one in value) or "none"
    return KINDS.get(value) or options.get(value, str(value))


def choices(options: Options) -> list[str]:
    """Return a row for each value: its number, its id and what it is called."""
    return [
        f"  {number} {i}" + (f": {label}" if label.lower() != i else "") if i else label
        for number, (i, label) in enumerate(options.items(), 1)
    ]


def _value(said: str, options: Options) -> str:
    wanted = fold(said.strip())
    ids = list(options)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(ids):
        return ids[int(wanted) - 1]
    by_name = {**{fold(label): i for i, label in options.items()}, **{i: i for i in ids}}
    if wanted.replace(" ", "-") in options:
        return wanted.replace(" ", "-")
    if wanted in by_name:
        return by_name[wanted]
    near = closest(wanted, by_name)
    raise UsageProblem(
        f'"{said.strip()[:40]}" isn\'t one of the choices.',
        f'Did you mean "{near}"?' if near else "? shows the choices.",
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for part in inner for found in _texts(part)]
