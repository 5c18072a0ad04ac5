"""A strategy: its model, and the only definition of its fields.

`FIELDS` says of every key what it is, in file order. Reading (`read`), writing (`to_tree`), the
JSON schema and the field table of the contributors' guide are all made from it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .guide_fields import Guide, guide_to_tree, read_guide
from .reading import Problem, Reader, keys

if TYPE_CHECKING:
    from .vocabulary import Ids

HELPED = ("yes", "no", "mixed")
CONSENT = "CC BY 4.0"


class Evidence(NamedTuple):
    """What is known, as a letter and one honest sentence."""

    grade: str
    note: str
    sources: tuple[str, ...]


class Experience(NamedTuple):
    """One first-person line, given with consent."""

    helped: str
    text: str
    by: str
    on: str
    consent: str


class Strategy(NamedTuple):
    """One coping technique. `id` is the file's name, the rest its keys."""

    id: str
    title: str
    summary: str
    category: str
    needs: tuple[str, ...]
    when: tuple[str, ...]
    minutes: int
    energy: str
    discreet: str
    place: str
    company: str
    props: tuple[str, ...]
    involves: tuple[str, ...]
    guide: Guide
    cautions: tuple[str, ...]
    evidence: Evidence | None
    authors: tuple[str, ...]
    experiences: tuple[Experience, ...]
    aliases: tuple[str, ...]


class Field(NamedTuple):
    """One key of a strategy file."""

    name: str
    shape: str
    """line | word | words | lines | number | guide | evidence | experiences"""
    about: str
    vocabulary: str = ""
    least: int = 0
    most: int = 0
    length: tuple[int, int] = (1, 140)
    default: Any = None
    required: bool = True


FIELDS: tuple[Field, ...] = (
    Field("title", "line", "What it is called, without a full stop.", length=(3, 40)),
    Field("summary", "line", "What you do, in one sentence.", length=(10, 90)),
    Field("category", "word", "The shelf it stands on.", "categories"),
    Field("needs", "words", "What it may help with, sorted.", "needs", 1, 7),
    Field("when", "words", "When it is used.", "when", 1, 4),
    Field("minutes", "number", "How long it usually takes, in whole minutes.", least=1, most=240),
    Field("energy", "word", "How much energy it asks for.", "energy"),
    Field("discreet", "word", "Whether others would notice.", "discreet"),
    Field("place", "word", "Where it can be done.", "place", default="anywhere", required=False),
    Field("company", "word", "Alone or with someone.", "company", default="either", required=False),
    Field("props", "lines", "Things needed.", most=4, length=(2, 40), default=(), required=False),
    Field(
        "involves",
        "words",
        "What a person may have switched off, sorted.",
        "involves",
        0,
        8,
        default=(),
        required=False,
    ),
    Field("guide", "guide", "How it is done: breath, steps, prompts, checklist or text."),
    Field(
        "cautions",
        "words",
        "Codes of cautions, sorted; `involves` demands some.",
        "cautions",
        0,
        8,
        default=(),
        required=False,
    ),
    Field("evidence", "evidence", "A letter, one honest sentence, and sources.", required=False),
    Field("authors", "lines", "Who wrote it.", most=12, length=(2, 60), default=(), required=False),
    Field(
        "experiences",
        "experiences",
        "First-person lines given with consent.",
        most=50,
        default=(),
        required=False,
    ),
    Field(
        "aliases",
        "lines",
        "Other names people know it by.",
        most=8,
        length=(2, 40),
        default=(),
        required=False,
    ),
)
KEYS = tuple(field.name for field in FIELDS)
_KNOWN = keys(KEYS)
_REQUIRED = keys(field.name for field in FIELDS if field.required)
_OF_EVIDENCE = keys(Evidence._fields)
_OF_EXPERIENCE = keys(Experience._fields)
# A person's own strategy may leave these out; the shared library asks for them (see check rules).
SHARED_KEYS = ("evidence", "authors")


def read(
    identifier: str, tree: Any, vocabulary: "Ids", room: float = 1.0
) -> tuple[Strategy | None, list[Problem]]:
    """Turn a plain tree (dicts, lists, text) into a strategy, or say what is wrong with it.

    Every scalar must be text. The strategy is None when there is any problem. `room` is a factor
    on the most characters of every line: `reading.ROOM` where the words are a translation.
    """
    reader = Reader(room)
    fields = reader.mapping(tree, (), _KNOWN, _REQUIRED)
    if fields is None:
        return None, reader.problems
    values = [
        shape(reader, fields[field.name], at, field, vocabulary)
        if field.name in fields
        else field.default
        for field, at, shape in _PLAN
    ]
    if reader.problems:
        return None, reader.problems
    return Strategy(identifier, *values), []


def to_tree(strategy: Strategy) -> dict[str, Any]:
    """Return the strategy as plain dicts, lists and text, keys in file order, for writing."""
    tree: dict[str, Any] = {}
    for field in FIELDS:
        value = getattr(strategy, field.name)
        if value is None:
            continue
        if field.shape == "guide":
            tree[field.name] = guide_to_tree(value)
        elif field.shape == "evidence":
            tree[field.name] = {**value._asdict(), "sources": list(value.sources)}
        elif field.shape == "experiences":
            tree[field.name] = [e._asdict() for e in value]
        elif isinstance(value, tuple):
            tree[field.name] = list(value)
        else:
            tree[field.name] = str(value)
    return tree


Path = tuple[str | int, ...]


def _line(r: Reader, raw: Any, at: Path, field: Field, _: "Ids") -> str:
    return r.line(raw, at, *field.length)


def _word(r: Reader, raw: Any, at: Path, field: Field, v: "Ids") -> str:
    return r.word(raw, at, v.ids(field.vocabulary), field.vocabulary)


def _words(r: Reader, raw: Any, at: Path, field: Field, v: "Ids") -> tuple[str, ...]:
    allowed = v.ids(field.vocabulary)
    return r.words(raw, at, field.least, field.most, allowed, field.vocabulary)


def _lines(r: Reader, raw: Any, at: Path, field: Field, _: "Ids") -> tuple[str, ...]:
    return r.lines(raw, at, field.least, field.most, field.length)


def _number(r: Reader, raw: Any, at: Path, field: Field, _: "Ids") -> int:
    return int(r.number(raw, at, field.least, field.most, whole=True))


def _guide(r: Reader, raw: Any, at: Path, _: Field, __: "Ids") -> Guide | None:
    return read_guide(r, raw, at)


def _evidence(r: Reader, raw: Any, at: Path, _: Field, v: "Ids") -> Evidence | None:
    fields = r.mapping(raw, at, _OF_EVIDENCE, _OF_EVIDENCE)
    if fields is None:
        return None
    grade = r.word(fields.get("grade", "D"), (*at, "grade"), v.ids("grades"), "grades")
    note = r.line(fields.get("note", "-" * 20), (*at, "note"), 20, 400)
    sources = r.lines(fields.get("sources", []), (*at, "sources"), 0, 8, (2, 60))
    return Evidence(grade, note, sources)


def _experiences(r: Reader, raw: Any, at: Path, field: Field, _: "Ids") -> tuple[Experience, ...]:
    def one(raw_one: Any, here: Path) -> Experience | None:
        fields = r.mapping(raw_one, here, _OF_EXPERIENCE, _OF_EXPERIENCE)
        if fields is None or not fields.keys() >= _OF_EXPERIENCE:
            return None
        return Experience(
            r.word(fields["helped"], (*here, "helped"), frozenset(HELPED), "helped"),
            r.line(fields["text"], (*here, "text"), 10, 240),
            r.line(fields["by"], (*here, "by"), 2, 40),
            r.date(fields["on"], (*here, "on")),
            r.word(fields["consent"], (*here, "consent"), frozenset([CONSENT]), "consent"),
        )

    return tuple(e for e in r.many(raw, at, 0, field.most, one) if e is not None)


_SHAPES: Mapping[str, Callable[..., Any]] = {
    "line": _line,
    "word": _word,
    "words": _words,
    "lines": _lines,
    "number": _number,
    "guide": _guide,
    "evidence": _evidence,
    "experiences": _experiences,
}
_PLAN = tuple((field, (field.name,), _SHAPES[field.shape]) for field in FIELDS)
