"""Giving something to the shared library: as a commit in a checkout, a web address, or text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..core.guide_fields import Text
from ..core.strategy import CONSENT, Evidence, Experience, Strategy
from ..errors import InvalidContent, UsageProblem
from . import yamltext
from .mine_text import with_key
from .writing import to_yaml

if TYPE_CHECKING:
    from ..core.vocabulary import Vocabulary

REPOSITORY = "https://github.com/copingkit/copingkit"
BRANCH = "main"
ANONYMOUS = "anonymous"
NAME_LENGTH = (2, 40)
# The site answers "414 URI Too Long" from 8192 characters on.
MOST_ADDRESS = 8000
UNKNOWN = Evidence(
    "D", "A peer finds it useful. Nobody has looked for research on it yet.", ("peer-practice",)
)  # fmt: skip
# Rules on words ask for a strategy; this one says nothing.
_BLANK = Strategy(
    "", "", "", "", (), (), 1, "", "", "", "", (), (), Text(()), (), None, (), (), ()
)  # fmt: skip


class Gift(NamedTuple):
    """A change to one file of the library.

    `make` turns the file's present text (None where there is no file) into the one to give. For
    someone who edits the file by hand: `added` is what to put there and `where` the place in words.
    """

    path: str
    branch: str
    message: str
    make: Callable[[str | None], str]
    added: str = ""
    where: str = ""


class Address(NamedTuple):
    """A page that opens the change in a browser; `filled` when the text is already in it."""

    url: str
    filled: bool


def checked_name(name: str) -> str:
    """Return a pen name fit to be published; UsageProblem says what is wrong with it."""
    name = " ".join(name.split())
    least, most = NAME_LENGTH
    if not least <= len(name) <= most or not name.isprintable() or set("<>@") & set(name):
        raise UsageProblem(
            f"A pen name has {least} to {most} characters, and no < > or @.",
            "Choose another pen name, or --anonymous.",
        )
    return name


def fit_name(name: str, vocabulary: Vocabulary) -> str:
    """Return a pen name that the library's check lets stand; UsageProblem says why it wouldn't."""
    from . import rules
    from .check_candidate import Candidate, Place
    from .check_findings import keeps_out
    from .check_library import Library
    from .files import ENGLISH

    name = checked_name(name)
    library = Library(Path(), vocabulary, ())
    candidate = Candidate(Place("", "", "", ENGLISH), "", {}, library, contributed=True)
    candidate.strategy = _BLANK._replace(authors=(name,))
    for rule in rules.REFUSED:
        for problem in rule(candidate):
            if keeps_out(problem.code):
                raise UsageProblem(
                    f"That pen name can't stand in the library: {problem.what}.",
                    "Choose another pen name, or --anonymous.",
                )
    return name


def public_form(
    strategy: Strategy, name: str, known_props: frozenset[str], kept: Collection[str] = ()
) -> Strategy:
    """Return what others may see of an own strategy.

    Props that no shared strategy asks for may be one's own things and stay at home, as do
    experiences, which are given one by one. So do authors that it names, but for those `kept`.
    """
    return strategy._replace(
        props=tuple(p for p in strategy.props if p.lower() in known_props),
        evidence=strategy.evidence or UNKNOWN,
        authors=(*(a for a in strategy.authors if a in kept and a != name), name),
        experiences=(),
    )


def strategy_gift(identifier: str, text: str) -> Gift:
    """Return the gift of a new strategy."""
    path = f"strategies/en/{identifier}.yaml"

    def make(present: str | None) -> str:
        if present is not None and present != text:
            raise InvalidContent(
                f"The library has a strategy called {identifier} already.",
                "Give yours another title (coping mine edit), or add a line on how that one went: "
                f"coping mine experience {identifier}",
            )
        return text

    return Gift(path, f"add-{identifier}", f"Add {identifier}", make)


def experience_gift(identifier: str, line: Experience) -> Gift:
    """Return the gift of one first-person line to a shared strategy."""

    def make(present: str | None) -> str:
        if present is None:
            raise InvalidContent(
                f"That library has no strategy called {identifier}.",
                "Is the checkout up to date? Another way: --web or --print",
            )
        return with_experience(present, line)

    key, _, added = to_yaml({"experiences": [line._asdict()]}, header=False).partition("\n")
    return Gift(
        f"strategies/en/{identifier}.yaml", f"experience-{identifier}",
        f"Add an experience with {identifier}", make,
        added, f"right below the line `{key}`; if it ends in [], take the [] away",
    )  # fmt: skip


def with_experience(text: str, line: Experience) -> str:
    """Return a strategy's text with one experience more, every other line as it was."""
    try:
        tree = yamltext.parse(text)
    except yamltext.Unreadable as error:
        raise InvalidContent(
            f"The strategy in the library can't be read: {error.what} (line {error.line}).",
            f"To mend it: {error.fix}.",
        ) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("experiences", []), list):
        raise InvalidContent(
            "The strategy in the library isn't one.", "Check it with: coping library check"
        )
    told = tree.get("experiences", [])
    if line._asdict() in told:
        return text
    return with_key(text, "experiences", [*told, line._asdict()])


def experience(helped: str, text: str, by: str, on: str) -> Experience:
    """Return a first-person line given with consent; UsageProblem for a text of the wrong length."""
    text = " ".join(text.split())
    if not 10 <= len(text) <= 240:
        raise UsageProblem(
            f"That line has {len(text)} characters.", "Use 10 to 240: one or two sentences."
        )
    return Experience(helped, text, by, on, CONSENT)


def new_file_address(path: str, text: str) -> Address:
    """Return the page that makes a new file, with the text in it where that fits."""
    from urllib.parse import quote, quote_plus

    bare = f"{REPOSITORY}/new/{BRANCH}?filename={quote(path)}"
    full = f"{bare}&value={quote_plus(text, safe=',:/')}"
    # Whoever isn't signed in is sent on to a page that carries the whole address once more escaped.
    if len(quote(full, safe="")) <= MOST_ADDRESS:
        return Address(full, True)
    return Address(bare, False)


def edit_address(path: str) -> Address:
    """Return the page that changes a file there is; such a page can't be filled in beforehand."""
    from urllib.parse import quote

    return Address(f"{REPOSITORY}/edit/{BRANCH}/{quote(path)}", False)
