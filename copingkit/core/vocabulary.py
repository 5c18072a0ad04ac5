"""The words a strategy may use about itself, and the words people may search with."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .fold import fold
from .page_words import PAGE

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Protocol

    class Ids(Protocol):
        """Says which ids a named list allows."""

        def ids(self, name: str) -> Container[str]:
            """Return the allowed ids of a named list: "needs", "when", "cautions", ..."""


TERMS = ("when", "energy", "discreet", "place", "company")
_AROUND = " .,;!?\u00a1\u00bf\u2026"
ENERGY_ORDER = ("very-low", "low", "medium", "high")


class Category(NamedTuple):
    """One of the shelves of the library; `english` is its label where that isn't English."""

    label: str
    about: str
    english: str = ""


class Need(NamedTuple):
    """What a person may be dealing with, in plain words.

    `english` holds the English label and aliases where the others aren't English: they find it too.
    """

    label: str
    group: str
    aliases: tuple[str, ...]
    people_first: bool
    english: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all that a person may type for it, beside its id."""
        return (self.label, *self.aliases, *self.english)


class Involvement(NamedTuple):
    """Something a person may have switched off, and the caution it demands ("" for none)."""

    label: str
    caution: str


class Vocabulary(NamedTuple):
    """All of `strategies/vocabulary.yaml`, in the words of a language.

    `page` holds the fixed words of pages, `props` the words for things needed, by the English ones;
    `reviewed` is whether a speaker has read the words.
    """

    categories: Mapping[str, Category]
    needs: Mapping[str, Need]
    terms: Mapping[str, Mapping[str, str]]
    involves: Mapping[str, Involvement]
    cautions: Mapping[str, str]
    need_cautions: Mapping[str, str]
    grades: Mapping[str, str]
    first_aid: tuple[str, ...]
    page: Mapping[str, str] = PAGE
    props: Mapping[str, str] = {}
    reviewed: bool = True

    def ids(self, name: str) -> frozenset[str]:
        """Return the allowed ids of a named list: "needs", "when", "cautions", ..."""
        if name in TERMS:
            return frozenset(self.terms[name])
        if name == "grades":
            letters = [g for g in self.grades if len(g) == 1]
            return frozenset(letters + [g + "?" for g in letters if g != "D"])
        return frozenset(getattr(self, name))

    def required_cautions(self, involves: Iterable[str], needs: Iterable[str]) -> dict[str, str]:
        """Map each caution code that tags and needs demand to the tag or need that demands it."""
        required: dict[str, str] = {}
        for tag in involves:
            if tag in self.involves and self.involves[tag].caution:
                required.setdefault(self.involves[tag].caution, tag)
        for need in needs:
            if need in self.need_cautions:
                required.setdefault(self.need_cautions[need], need)
        return required

    def grade_words(self, grade: str) -> str:
        """Return the plain words for an evidence grade, with or without its question mark."""
        words = self.grades.get(grade[:1], "")
        return f"{words}; {self.grades['conflicting']}" if grade.endswith("?") else words

    def guide_words(self, language: str) -> Mapping[str, str]:
        """Return the fixed words to go with a guide whose own words are in a language."""
        return PAGE if language == "en" else self.page

    def find_needs(self, text: str) -> tuple[str, ...]:
        """Return the needs a person may mean by a word or phrase: by id, label or alias.

        Neither case nor accents nor hyphens matter, nor a full stop or question mark around it.
        """
        said = _spoken(text.replace("_", " ").strip(_AROUND))
        if not said:
            return ()
        exact = tuple(i for i in self.needs if i.replace("-", " ") == said)
        return exact or tuple(
            i for i, need in self.needs.items() if said in map(_spoken, need.names)
        )


def _spoken(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").split())


def from_tree(tree: Mapping[str, Any]) -> Vocabulary:
    """Build a vocabulary from the plain tree of its YAML file (all scalars are text).

    The tree may be one that `vocabulary_words.apply` has put the words of a language into.
    """
    return Vocabulary(
        categories={
            i: Category(c["label"], c["about"], c.get("english", ""))
            for i, c in tree["categories"].items()
        },
        needs={
            i: Need(
                n["label"], n["group"], tuple(n["aliases"]), n.get("people_first", "no") == "yes",
                tuple(n.get("english", ())),
            )
            for i, n in tree["needs"].items()
        },
        terms={name: dict(tree[name]) for name in TERMS},
        involves={
            i: Involvement(t["label"], t.get("caution", "")) for i, t in tree["involves"].items()
        },
        cautions=dict(tree["cautions"]),
        need_cautions=dict(tree["need_cautions"]),
        grades=dict(tree["grades"]),
        first_aid=tuple(tree["first_aid"]),
        page={**PAGE, **tree.get("page", {})},
        props=dict(tree.get("props", {})),
        reviewed=tree.get("reviewed", "yes") == "yes",
    )  # fmt: skip
