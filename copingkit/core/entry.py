"""One line of a person's journal: a technique used, a check-in, or a rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from copingkit.errors import UsageProblem

KINDS: dict[str, str] = {
    "use": "used a strategy",
    "checkin": "check-in",
    "rating": "rating",
}
OUTCOMES: dict[str, str] = {
    "a-lot": "it helped a lot",
    "a-bit": "it helped a bit",
    "no-change": "no change",
    "worse": "it made it worse",
    "stopped": "I stopped",
    "couldnt": "I couldn't",
}
ENERGIES: dict[str, str] = {
    "very-low": "very low",
    "low": "low",
    "medium": "medium",
    "high": "high",
}

SHORT_TEXT = 200
"""Longest place, company or obstacle, in characters."""
LONG_TEXT = 100_000
"""Longest note, in characters."""
LABEL = 40
"""Longest need or tag, in characters."""

_BOOKKEEPING = ("id", "rev", "upd", "dev")
_PUBLIC = (
    "kind", "at", "needs", "strategy", "before", "after", "outcome", "rating", "minutes",
    "place", "energy", "company", "obstacle", "note", "tags",
)  # fmt: skip
_LISTS = frozenset({"needs", "tags"})
_TYPES: dict[str, type | tuple[type, ...]] = {
    "kind": str, "at": str, "strategy": str, "before": int, "after": int, "outcome": str,
    "rating": int, "minutes": (int, float), "place": str, "energy": str, "company": str,
    "obstacle": str, "note": str, "id": str, "rev": int, "upd": str, "dev": str,
}  # fmt: skip

FIELDS = frozenset(_PUBLIC)
"""What a person can set on an entry."""


@dataclass(frozen=True)
class Entry:
    """Hold one journal entry; `at` is local time with its offset, `before`/`after` are 0-10."""

    kind: str
    at: str
    id: str = ""
    needs: tuple[str, ...] = ()
    strategy: str | None = None
    before: int | None = None
    after: int | None = None
    outcome: str | None = None
    rating: int | None = None
    minutes: float | None = None
    place: str | None = None
    energy: str | None = None
    company: str | None = None
    obstacle: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    rev: int = 0
    upd: str = ""
    dev: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def when(self) -> datetime:
        """Return `at` as an aware datetime."""
        return datetime.fromisoformat(self.at)

    @property
    def day(self) -> str:
        """Return the local day, `YYYY-MM-DD`."""
        return self.at[:10]

    @property
    def change(self) -> int | None:
        """Return before minus after in points, where both were given."""
        if self.before is None or self.after is None:
            return None
        return self.before - self.after

    @property
    def short_id(self) -> str:
        """Return the end of the id, which is random and so tells entries apart."""
        return self.id[-6:]

    def checked(self) -> Entry:
        """Return the entry in normal form; raise UsageProblem naming field and allowed range."""
        fixed = replace(
            self,
            at=_moment(self.at),
            needs=_labels("needs", self.needs),
            tags=_labels("tags", (tag.removeprefix("#") for tag in _texts("tags", self.tags))),
            before=_whole("before", self.before, 0, 10),
            after=_whole("after", self.after, 0, 10),
            rating=_whole("rating", self.rating, 1, 5),
            minutes=_minutes(self.minutes),
            note=_text("note", self.note, LONG_TEXT),
            strategy=_text("strategy", self.strategy, SHORT_TEXT),
            place=_text("place", self.place, SHORT_TEXT),
            company=_text("company", self.company, SHORT_TEXT),
            obstacle=_text("obstacle", self.obstacle, SHORT_TEXT),
        )
        _one_of("kind", fixed.kind, KINDS)
        _one_of("outcome", fixed.outcome, OUTCOMES)
        _one_of("energy", fixed.energy, ENERGIES)
        if fixed.kind in ("use", "rating") and not fixed.strategy:
            raise UsageProblem(
                f"A {fixed.kind} needs the strategy it is about.",
                "Name it with --strategy, or add a check-in instead.",
            )
        if fixed.kind == "rating" and fixed.rating is None:
            raise UsageProblem("A rating needs a number of stars.", "Give --rating 1 to 5.")
        return fixed

    def to_doc(self) -> dict[str, Any]:
        """Return the stored shape: no empty field, unknown fields carried along."""
        doc: dict[str, Any] = {"id": self.id, "rev": self.rev, "upd": self.upd, "dev": self.dev}
        doc.update(self.extra)
        for name in _PUBLIC:
            value = getattr(self, name)
            if value is not None and value != ():
                doc[name] = list(value) if name in _LISTS else value
        return doc

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Entry:
        """Return the entry of a stored document; a field of the wrong type is carried as extra."""
        known: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for name, value in doc.items():
            if name in _LISTS and _is_text_list(value):
                known[name] = tuple(value)
            elif name in _TYPES and isinstance(value, _TYPES[name]) and value is not True:
                known[name] = value
            else:
                extra[name] = value
        known.setdefault("kind", "checkin")
        if not is_moment(known.get("at", "")):
            extra.update({"at": known["at"]} if "at" in known else {})
            known["at"] = "1970-01-01T00:00:00+00:00"
        return cls(**known, extra=extra)

    def to_json(self) -> dict[str, Any]:
        """Return the public shape for `--json`: every field, null or [] where empty."""
        public: dict[str, Any] = {"id": self.id}
        for name in _PUBLIC:
            value = getattr(self, name)
            public[name] = list(value) if name in _LISTS else value
        return {**self.extra, **public}


def to_minute(at: str) -> str:
    """Return `at` as people read it, `2026-11-22 22:41`."""
    return at[:16].replace("T", " ")


def is_moment(at: object) -> bool:
    """Say whether something is a date and time with its offset."""
    try:
        return isinstance(at, str) and datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


def _is_text_list(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)


def _moment(at: str) -> str:
    try:
        when = datetime.fromisoformat(at)
    except (TypeError, ValueError):
        raise UsageProblem(
            f"at: {at!r} is no date and time.", "Write it like 2026-11-20T07:15:00+01:00."
        ) from None
    if when.tzinfo is None or not 1970 <= when.year <= 9998:
        raise UsageProblem(
            f"at: {at!r} needs an offset from UTC and a year from 1970 to 9998.",
            "Write it like 2026-11-20T07:15:00+01:00.",
        )
    return when.isoformat(timespec="seconds")


def _one_of(name: str, value: str | None, allowed: Mapping[str, str]) -> None:
    if value is not None and value not in allowed:
        raise UsageProblem(f"{name}: {value!r} isn't known.", f"Use one of {', '.join(allowed)}.")


def _whole(name: str, value: object, low: int, high: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise UsageProblem(
            f"{name}: {value!r} is outside {low}-{high}.",
            f"Give a whole number from {low} to {high}.",
        )
    return value


def _minutes(value: object) -> float | None:
    if value is None:
        return None
    # Written so that NaN fails it too.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 10_080:
        raise UsageProblem(
            f"minutes: {value!r} is outside 0-10080.", "Give minutes, from 0 to 10080 (a week)."
        )
    return value


def _text(name: str, value: object, longest: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise UsageProblem(f"{name}: {value!r} isn't text.", "Give it as text.")
    text = normal_form(value).strip()
    if len(text) > longest:
        raise UsageProblem(
            f"{name}: {len(text)} characters are too many.", f"At most {longest} fit; shorten it."
        )
    return text or None


def _texts(name: str, values: object) -> tuple[str, ...]:
    if isinstance(values, str):
        values = (values,)
    if not isinstance(values, Iterable) or not all(isinstance(value, str) for value in values):
        raise UsageProblem(f"{name}: {values!r} isn't a list of words.", "Give words.")
    return tuple(values)


def _labels(name: str, values: Iterable[str]) -> tuple[str, ...]:
    labels: list[str] = []
    for value in _texts(name, tuple(values) if not isinstance(values, str) else values):
        label = normal_form(value).strip().lower()
        if not label or len(label) > LABEL or any(sign.isspace() or sign == "," for sign in label):
            raise UsageProblem(
                f"{name}: {value!r} isn't one word of at most {LABEL} characters.",
                "Leave out spaces and commas; a hyphen is fine.",
            )
        if label not in labels:
            labels.append(label)
    return tuple(labels)


def normal_form(text: str) -> str:
    """Return text in Unicode NFC with one kind of line end."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
