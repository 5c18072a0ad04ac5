"""Read what stands on a shelf from its YAML files, for the catalogue's compiled form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..core import strategy as model
from ..core import translation as words
from ..core.card import card_of
from ..core.strategy import Strategy
from ..core.vocabulary import Vocabulary
from ..errors import InvalidContent
from . import files, outcomes
from .compiled import Loaded


def shared_extra(root: Path, language: str) -> dict[str, Any]:
    """Return what belongs to the whole library: vocabulary, citations, and outcomes from peers.

    Words for the vocabulary that can't be used are left out; `problems` says why.
    """
    vocabulary = files.load_tree(root / "vocabulary.yaml")
    problems = []
    try:
        vocabulary = files.with_words(vocabulary, root, language)
    except InvalidContent as error:
        problems.append(f"{error.message} {error.hint}")
    return {
        "vocabulary": vocabulary,
        "problems": problems,
        "citations": _citations(files.load_tree(root / "sources.yaml")),
        # The compiled library keeps plain tuples; it can't keep named ones.
        "outcomes": [tuple(o) for o in outcomes.read(files.read_text(root / "outcomes.yaml"))],
    }


def load_one(
    folder: Path, identifier: str, translations: Path | None, vocabulary: Vocabulary, source: str
) -> Loaded | str:
    """Return a strategy's card and tree, translated where there are words; or what is wrong."""
    try:
        if not files.ID.fullmatch(identifier):
            raise InvalidContent(
                f"{folder / identifier}.yaml: the name can't be an id.",
                "To mend it: use small letters, digits and hyphens.",
            )
        found = files.load_strategy(folder / f"{identifier}.yaml", vocabulary)
        language, note = "en", ""
        if translations is not None:
            translation = files.load_translation(translations / f"{identifier}.yaml", found)
            language, note = translations.name, _note(translation, found)
            found = words.apply(found, translation)
    except InvalidContent as error:
        return f"{error.message} {error.hint}"
    card = card_of(found, source=source, language=language)
    return card, {**model.to_tree(found), "_note": note}


def _citations(sources: dict[str, Any]) -> dict[str, str]:
    def one(source: dict[str, str]) -> str:
        address = f"https://doi.org/{source['doi']}" if "doi" in source else source.get("url", "")
        return f"{source['citation']} {address}".strip()

    return {key: one(source) for key, source in sources.items()}


def _note(translation: words.Translation, original: Strategy) -> str:
    notes = []
    if not translation.reviewed:
        notes.append("unreviewed")
    if translation.of != words.words_hash(original):
        notes.append("outdated")
    return " ".join(notes)
