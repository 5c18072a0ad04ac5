"""How something is given to the shared library: name, check, exact text, consent, and one of three ways."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from ..core.strategy import CONSENT
from ..errors import UsageProblem
from . import asking
from .kit import Kit

if TYPE_CHECKING:
    from ..library.giving import Gift

LICENCE = "CC BY 4.0: anyone may use, change and pass it on, naming where it is from"
GIT_KEEPS = "Published, it can be withdrawn from later versions, but copies may stay."
ACCOUNT = "The account you open the request with is public, whatever name stands here."


class Giving(NamedTuple):
    """What was typed of how to give: one way, a name, and consent."""

    to: Path | None = None
    web: bool = False
    show: bool = False
    pen_name: str | None = None
    anonymous: bool = False
    agree: bool = False

    def check(self, kit: Kit, *, named: bool = True) -> None:
        """Raise UsageProblem for what contradicts, or is missing where nobody can be asked."""
        if sum((self.to is not None, self.web, self.show)) > 1:
            raise UsageProblem("One way at a time.", "Use --to DIR, or --web, or --print.")
        if self.pen_name is not None and self.anonymous:
            raise UsageProblem("A pen name and anonymous don't go together.", "Use one of them.")
        wanted = {
            "--pen-name NAME or --anonymous": not named
            or self.pen_name is not None
            or self.anonymous,
            "--agree": self.agree,
            "--to DIR, --web or --print": self.to is not None or self.web or self.show,
        }
        missing = [option for option, there in wanted.items() if not there]
        if missing and not kit.interactive:
            raise UsageProblem(
                "Without a terminal nothing can be asked.",
                f"Add {'; '.join(missing)}. --agree means {LICENCE}.",
            )


@contextmanager
def questions() -> Iterator[asking.Ask]:
    """Ask in the terminal; leaving says that nothing has left the machine."""
    from . import kit as surroundings

    try:
        with asking.terminal() as ask:
            yield ask
    except typer.Exit:
        surroundings.current().say("Nothing was shared.")
        raise


def name_of(kit: Kit, giving: Giving) -> str:
    """Return the name to give under, asking for it where none was typed."""
    from ..library.giving import ANONYMOUS, fit_name

    if giving.anonymous:
        return ANONYMOUS
    if giving.pen_name is not None:
        return fit_name(giving.pen_name, kit.vocabulary)
    with questions() as ask:
        while True:
            said = ask.line("A pen name to stand beside it? Enter: anonymous.")
            if said is None:
                return ANONYMOUS
            try:
                return fit_name(said, kit.vocabulary)
            except UsageProblem as problem:
                kit.say(problem.message, problem.hint)


def show_public(kit: Kit, text: str, about: str, last: Sequence[str] = ()) -> None:
    """Show, word for word, what becomes public; last what must not have scrolled away by the consent."""
    row = "-" * 20
    kit.say(about, row, *text.rstrip("\n").split("\n"), row, GIT_KEEPS, ACCOUNT, *last)


def agreed(kit: Kit, giving: Giving) -> bool:
    """Return whether the person consents to the licence."""
    if giving.agree:
        return True
    with questions() as ask:
        picked = ask.choice(
            f"Give it under {LICENCE}? Enter: no.", [("y", f"yes, {CONSENT}"), ("n", "no")]
        )
    if picked != "y":
        kit.say("Nothing was shared.")
    return picked == "y"


def hand_over(kit: Kit, gift: Gift, giving: Giving, name: str, present: str | None) -> str:
    """Give it in the way chosen; `present` is the text this machine's library has of the file.

    Returns "to", "web", "print", or "" where the person left it.
    """
    way, folder = _way(giving)
    if way == "to":
        assert folder is not None
        _to_checkout(kit, gift, folder, name)
    elif way == "web":
        _to_web(kit, gift, present)
    elif way == "print":
        sys.stdout.write(gift.make(present))
    return way


def _way(giving: Giving) -> tuple[str, Path | None]:
    if giving.to is not None:
        return "to", giving.to
    if giving.web or giving.show:
        return ("web" if giving.web else "print"), None
    with questions() as ask:
        picked = ask.choice(
            "How?",
            [
                ("w", "a page in the browser; no git needed"),
                ("c", "a commit in a checkout of the library"),
                ("p", "the text, to pass on some other way"),
            ],
        )
        folder = ask.line("Which folder is the checkout in?") if picked == "c" else None
    if picked == "c" and folder:
        return "to", Path(folder).expanduser()
    return {"w": "web", "p": "print"}.get(picked or "", ""), None


def _to_checkout(kit: Kit, gift: Gift, folder: Path, name: str) -> None:
    from ..library.giving_git import give

    given = give(gift, folder, name, kit.now().date())
    if given.new:
        kit.say(f"One commit, with {gift.path} alone, is on the branch {given.branch}.")
    else:
        kit.say(f"The branch {given.branch} has exactly this already.")
    if given.switched:
        kit.say("The checkout is on that branch now.")
    else:
        kit.say("The checkout is as it was, with the work of yours that isn't committed.")
    kit.say("The next command, which publishes it:")
    where = shlex.quote(str(given.top))
    sys.stdout.write(f"git -C {where} push -u {shlex.quote(given.remote)} {given.branch}\n")


def _to_web(kit: Kit, gift: Gift, present: str | None) -> None:
    from ..library.giving import MOST_ADDRESS, edit_address, new_file_address

    text = gift.make(present)
    address = edit_address(gift.path) if present is not None else new_file_address(gift.path, text)
    if address.filled:
        kit.say("Open this page; the text is in it. It asks for an account there.")
        sys.stdout.write(address.url + "\n")
        return
    if present is None:
        kit.say(
            f"It is too long to stand in an address (about {MOST_ADDRESS} characters fit).",
            "Open this page, put the text below in it, and save:",
            address.url,
        )
        sys.stdout.write(text)
        return
    # The file there may hold more than this machine's copy: it is added to, never replaced.
    kit.say(
        "A page that changes a file can't be filled in beforehand.",
        f"Open it, put the lines below {gift.where}, and save:",
        address.url,
    )
    sys.stdout.write(gift.added)
