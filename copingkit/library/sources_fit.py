"""Which of a source's files may be shown: those the strict reader takes and the safety rules pass.

House style (order of keys, reading age, a citation for each source) is each library's own affair.
What could harm a person, or a terminal, isn't.
"""

from __future__ import annotations

from pathlib import Path

from ..core import strategy as model
from ..core import translation as words
from ..core.reading import Problem
from ..core.safe import clean
from ..core.vocabulary import Vocabulary
from . import files, yamltext
from .check import check_text
from .check_library import Library

# Cautions and tags that are due, pacing of the breath, control characters; methods, doses, body
# numbers, promises, labels, pain, trauma, people's stories, phone numbers and addresses.
# `library check --explain CODE` says why.
SAFETY = frozenset(
    f"CK0{number}" for number in (15, 26, 27, *range(31, 42))
)  # fmt: skip
_ROOT = Path("source")


def fit_texts(
    contents: dict[str, bytes], vocabulary: Vocabulary, left_out: list[str]
) -> dict[str, str]:
    """Return the texts that may be shown, by path; add a line to `left_out` for each other file.

    English files must come before those that translate them.
    """
    library = Library(_ROOT, vocabulary, ())
    texts: dict[str, str] = {}
    for path, data in contents.items():
        try:
            text = yamltext.decode(data)
            line, reason = _misfit(path, text, library)
        except yamltext.Unreadable as error:
            line, reason = error.line, f"{error.what}; {error.fix}"
        if reason:
            left_out.append(clean(f"{path}:{line}: {reason}"))
        else:
            texts[path] = text
    return texts


def _misfit(path: str, text: str, library: Library) -> tuple[int, str]:
    language, _, name = path.partition("/")
    identifier = name[:-5]
    tree = yamltext.parse(text)
    problems: list[Problem]
    if language == files.ENGLISH and identifier in library.vocabulary.first_aid:
        return 1, "this is first aid, which is never another library's; give the file another name"
    if language == files.ENGLISH:
        found, problems = model.read(identifier, tree, library.vocabulary)
        if found is not None:
            library.english[identifier] = found
    elif identifier in library.english:
        problems = words.read(tree, library.english[identifier])[1]
    else:
        return 1, "there is no English file that it translates"
    if problems:
        return yamltext.line_of(text, problems[0].path), f"{problems[0].what}; {problems[0].fix}"
    for finding in check_text(text, _ROOT / path, library):
        if finding.code in SAFETY:
            library.english.pop(identifier if language == files.ENGLISH else "", None)
            return finding.line, f"{finding.what} ({finding.code}); {finding.fix}"
    return 0, ""
