"""The five kinds of guide: what a strategy has people do, and how long it takes."""

import re
from typing import Any, NamedTuple

from .reading import Path, Reader, keys

KINDS = ("breath", "steps", "prompts", "checklist", "text")
PHASES = ("in", "hold", "out", "rest")
LINE = (3, 140)
PARAGRAPH = (20, 400)
PHASE_LINE = (1, 40)
MOST = 8
_PHASE = re.compile(r"(in|hold|out|rest) ([0-9]{1,2}(?:\.[0-9]{1,2})?)(?: (\S.*))?")
# A prompt or an item without a time of its own takes about this long (reading, thinking, typing).
SECONDS_PER_ANSWER = 20
SECONDS_PER_ITEM = 20
SECONDS_PER_PARAGRAPH = 25
SECONDS_PER_UNTIMED_STEP = 25


class Phase(NamedTuple):
    """Part of a breath: in, hold, out or rest, in seconds, with words of its own or ""."""

    kind: str
    seconds: float
    say: str = ""


class Step(NamedTuple):
    """One thing to do; `seconds` is None when the person decides how long."""

    say: str
    seconds: float | None = None


class Prompt(NamedTuple):
    """One question, answered `times` times or skipped; the file says `count`."""

    ask: str
    times: int = 1


class Breath(NamedTuple):
    """Paced breathing."""

    phases: tuple[Phase, ...]
    rounds: int
    intro: tuple[str, ...] = ()
    kind: str = "breath"


class Steps(NamedTuple):
    """Things to do one after the other."""

    steps: tuple[Step, ...]
    repeat: int = 1
    intro: tuple[str, ...] = ()
    kind: str = "steps"


class Prompts(NamedTuple):
    """Questions to answer, aloud, on paper or here."""

    prompts: tuple[Prompt, ...]
    intro: tuple[str, ...] = ()
    kind: str = "prompts"


class Checklist(NamedTuple):
    """Things to tick off, in any order."""

    items: tuple[str, ...]
    intro: tuple[str, ...] = ()
    kind: str = "checklist"


class Text(NamedTuple):
    """Something to read slowly."""

    paragraphs: tuple[str, ...]
    intro: tuple[str, ...] = ()
    kind: str = "text"


Guide = Breath | Steps | Prompts | Checklist | Text

# kind -> (required keys, optional keys), in file order; `kind` is first and `intro` second.
GUIDE_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "breath": (("phases", "rounds"), ("intro",)),
    "steps": (("steps",), ("intro", "repeat")),
    "prompts": (("prompts",), ("intro",)),
    "checklist": (("items",), ("intro",)),
    "text": (("paragraphs",), ("intro",)),
}
_KNOWN = {
    kind: (keys(("kind", *optional, *required)), keys(required))
    for kind, (required, optional) in GUIDE_KEYS.items()
}
_OF_STEP, _NEEDED_IN_STEP = keys(("say", "seconds")), keys(("say",))
_OF_PROMPT, _NEEDED_IN_PROMPT = keys(("ask", "count")), keys(("ask",))
GUIDE_ORDER = (
    "kind", "intro", "phases", "rounds", "steps", "prompts", "items", "paragraphs", "repeat",
)  # fmt: skip


def seconds_of(guide: Guide) -> float:
    """Estimate how long a guide takes, in seconds."""
    if isinstance(guide, Breath):
        return guide.rounds * sum(p.seconds for p in guide.phases)
    if isinstance(guide, Steps):
        once = sum(
            SECONDS_PER_UNTIMED_STEP if s.seconds is None else s.seconds for s in guide.steps
        )
        return once * guide.repeat
    if isinstance(guide, Prompts):
        return float(sum(SECONDS_PER_ANSWER * p.times for p in guide.prompts))
    if isinstance(guide, Checklist):
        return float(SECONDS_PER_ITEM * len(guide.items))
    return float(SECONDS_PER_PARAGRAPH * len(guide.paragraphs))


def read_guide(r: Reader, raw: Any, at: Path) -> Guide | None:
    """Read a guide of any kind, or note what is wrong with it."""
    kind = raw.get("kind", "") if isinstance(raw, dict) else ""
    if not isinstance(kind, str) or kind not in GUIDE_KEYS:
        r.refuse(
            "CK009",
            (*at, "kind") if isinstance(raw, dict) and "kind" in raw else at,
            "the guide has no known kind",
            "use one of: " + ", ".join(KINDS),
        )
        return None
    known, required = _KNOWN[kind]
    fields = r.mapping(raw, at, known, required)
    if fields is None or not fields.keys() >= required:
        return None
    intro = r.lines(fields.get("intro", []), (*at, "intro"), 0, 3, LINE)
    if kind == "breath":
        phases = r.many(fields["phases"], (*at, "phases"), 2, 6, lambda x, p: _phase(r, x, p))
        rounds = int(r.number(fields["rounds"], (*at, "rounds"), 1, 120, whole=True))
        return Breath(tuple(p for p in phases if p), rounds, intro)
    if kind == "steps":
        steps = r.many(fields["steps"], (*at, "steps"), 1, MOST, lambda x, p: _step(r, x, p))
        repeat = int(r.number(fields.get("repeat", "1"), (*at, "repeat"), 1, 20, whole=True))
        return Steps(tuple(s for s in steps if s), repeat, intro)
    if kind == "prompts":
        prompts = r.many(
            fields["prompts"], (*at, "prompts"), 1, MOST, lambda x, p: _prompt(r, x, p)
        )
        return Prompts(tuple(p for p in prompts if p), intro)
    if kind == "checklist":
        return Checklist(r.lines(fields["items"], (*at, "items"), 1, MOST, LINE), intro)
    return Text(r.lines(fields["paragraphs"], (*at, "paragraphs"), 1, MOST, PARAGRAPH), intro)


def guide_to_tree(guide: Guide) -> dict[str, Any]:
    """Return the guide as plain dicts, lists and text, keys in file order."""
    tree: dict[str, Any] = {"kind": guide.kind}
    if guide.intro:
        tree["intro"] = list(guide.intro)
    if isinstance(guide, Breath):
        tree["phases"] = [
            f"{p.kind} {p.seconds:g}" + (f" {p.say}" if p.say else "") for p in guide.phases
        ]
        tree["rounds"] = str(guide.rounds)
    elif isinstance(guide, Steps):
        tree["steps"] = [
            {"say": s.say} if s.seconds is None else {"say": s.say, "seconds": f"{s.seconds:g}"}
            for s in guide.steps
        ]
        if guide.repeat != 1:
            tree["repeat"] = str(guide.repeat)
    elif isinstance(guide, Prompts):
        tree["prompts"] = [
            {"ask": p.ask} if p.times == 1 else {"ask": p.ask, "count": str(p.times)}
            for p in guide.prompts
        ]
    elif isinstance(guide, Checklist):
        tree["items"] = list(guide.items)
    else:
        tree["paragraphs"] = list(guide.paragraphs)
    return tree


def _phase(r: Reader, raw: Any, at: Path) -> Phase | None:
    found = _PHASE.fullmatch(raw) if isinstance(raw, str) else None
    if found is None or len(found[3] or "") > round(PHASE_LINE[1] * r.room):
        r.refuse(
            "CK008",
            at,
            "a phase can't be read",
            "write `in 4`, `hold 2`, `out 6` or `rest 2`, with words after it if you like",
        )
        return None
    seconds = r.number(found[2], at, 0.5, 60)
    return Phase(found[1], seconds, found[3] or "")


def _step(r: Reader, raw: Any, at: Path) -> Step | None:
    fields = r.mapping(raw, at, _OF_STEP, _NEEDED_IN_STEP)
    if fields is None or "say" not in fields:
        return None
    say = r.line(fields["say"], (*at, "say"), *LINE)
    if "seconds" not in fields:
        return Step(say)
    return Step(say, r.number(fields["seconds"], (*at, "seconds"), 2, 1800))


def _prompt(r: Reader, raw: Any, at: Path) -> Prompt | None:
    fields = r.mapping(raw, at, _OF_PROMPT, _NEEDED_IN_PROMPT)
    if fields is None or "ask" not in fields:
        return None
    ask = r.line(fields["ask"], (*at, "ask"), *LINE)
    return Prompt(ask, int(r.number(fields.get("count", "1"), (*at, "count"), 1, 10, whole=True)))
