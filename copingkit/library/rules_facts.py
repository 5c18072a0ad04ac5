"""Rules on the facts of a strategy: timing, cautions, tags, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.guide_fields import Breath, Steps, seconds_of
from ..core.reading import Problem, closest
from .check_candidate import Candidate
from .check_findings import problem
from .check_words import teller
from .rules_breath import breath_problems
from .rules_patterns import HINTS

# A timed guide may differ from `minutes` by this much; an untimed one only has an upper bound.
TIMED = (0.6, 1.35)
UNTIMED_MOST, UNTIMED_GRACE = 1.6, 1.0


def timing(c: Candidate) -> Iterator[Problem]:
    """The guide takes about as long as `minutes` says."""
    assert c.strategy is not None
    guide, minutes = c.strategy.guide, c.strategy.minutes
    takes = seconds_of(guide) / 60
    timed = isinstance(guide, Breath) or (
        isinstance(guide, Steps) and all(step.seconds is not None for step in guide.steps)
    )
    if timed:
        wrong = not TIMED[0] <= takes / minutes <= TIMED[1]
    else:
        wrong = takes > minutes * UNTIMED_MOST + UNTIMED_GRACE
    if wrong:
        yield problem(
            "CK014", ("minutes",), f"the guide takes about {takes:.1f} minutes, `minutes` says {minutes}",
            f"write minutes: {max(1, round(takes))}, or change the guide's times",
        )  # fmt: skip


def required_cautions(c: Candidate) -> Iterator[Problem]:
    """What a strategy involves, and some needs, demand a caution."""
    assert c.strategy is not None
    s = c.strategy
    for caution, why in c.library.vocabulary.required_cautions(s.involves, s.needs).items():
        if caution not in s.cautions:
            wanted = ", ".join(sorted({*s.cautions, caution}))
            yield problem(
                "CK015", ("cautions",), f"the caution `{caution}` is missing; `{why}` asks for it",
                f"write cautions: [{wanted}]",
            )  # fmt: skip


def evidence_and_authors(c: Candidate) -> Iterator[Problem]:
    """A shared strategy says what is known of it and who wrote it."""
    assert c.strategy is not None
    if c.strategy.evidence is None:
        yield problem(
            "CK016", (), "`evidence` is missing",
            "add it: a grade, one honest sentence, sources; D is a fine grade",
        )  # fmt: skip
    if not c.strategy.authors:
        yield problem(
            "CK016",
            ("authors",),
            "`authors` is missing",
            "write authors: [your pen name, or anonymous]",
        )


def a_source(c: Candidate) -> Iterator[Problem]:
    """At least one source stands behind it."""
    assert c.strategy is not None
    if c.strategy.evidence and not c.strategy.evidence.sources:
        yield problem(
            "CK017", ("evidence", "sources"), "no source is named",
            "name one of sources.yaml, or add yours there",
        )  # fmt: skip


def known_sources(c: Candidate) -> Iterator[Problem]:
    """Each source is a key of sources.yaml."""
    assert c.strategy is not None
    for n, key in enumerate(c.strategy.evidence.sources if c.strategy.evidence else ()):
        if key not in c.library.sources:
            near = closest(key, c.library.sources)
            yield problem(
                "CK018", ("evidence", "sources", n), f"`{key}` is not in sources.yaml",
                f"did you mean `{near}`?" if near else f"add `{key}:` with its citation to sources.yaml",
            )  # fmt: skip


def guide_tags(c: Candidate) -> Iterator[Problem]:
    """A guide that paces or holds the breath says so in `involves`."""
    assert c.strategy is not None
    guide = c.strategy.guide
    if not isinstance(guide, Breath):
        return
    tags = {"breath"} | {"hold" for p in guide.phases if p.kind == "hold"}
    for tag in sorted(tags - set(c.strategy.involves)):
        yield problem(
            "CK026", ("involves",), f"the guide has people use `{tag}`, but `involves` doesn't say so",
            f"add {tag} to involves, and its caution",
        )  # fmt: skip


def unsafe_breath(c: Candidate) -> Iterator[Problem]:
    """No breath is held long, hurried or stretched."""
    assert c.strategy is not None
    if isinstance(c.strategy.guide, Breath):
        yield from breath_problems(c.strategy.guide)


def untagged(c: Candidate) -> Iterator[Problem]:
    """Words that suggest something a person may have switched off."""
    assert c.strategy is not None
    seen = set(c.strategy.involves)
    for path, found in c.refused.get("CK109", ()):
        tag = HINTS.get(found.lower().replace("-", " ").split()[0], "exertion")
        if tag not in seen and teller(path) == "said":
            seen.add(tag)
            yield problem(
                "CK109", path, f'"{found}" may involve `{tag}`',
                f"if it does, add {tag} to involves; some people have switched that off",
            )  # fmt: skip
