"""The page of a strategy that isn't finished: what there is of it, as `show` would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.guide_fields import read_guide
from ..core.page_words import fill
from ..core.reading import Reader
from .kit import Kit
from .mine_guide import rounds_for
from .mine_questions import Tree

if TYPE_CHECKING:
    from ..core.vocabulary import Vocabulary
    from ..screen.page import Block, Page


def strategy_preview(kit: Kit, tree: Tree) -> Page:
    """Return the page of an unfinished strategy."""
    from ..screen.page import Bullets, Heading, Para, Section
    from ..screen.strategy_views import guide_blocks

    v = kit.vocabulary
    page: list[Block] = [Heading(tree.get("title", "No title yet"), "draft")]
    if "summary" in tree:
        page.append(Para(tree["summary"], "strong"))
    for line, tone in ((_facts(tree, v), "quiet"), (_about(tree, v), "")):
        if line:
            page.append(Para(line, tone))
    guide = read_guide(Reader(), _whole(tree.get("guide")), ("guide",))
    if guide is not None:
        page.append(Section(v.page["how"], guide_blocks(guide)))
    cautions = v.required_cautions(tree.get("involves", []), tree.get("needs", []))
    if cautions:
        page.append(Section(v.page["care"], [Bullets([v.cautions[c] for c in cautions])], "care"))
    return page


def _whole(guide: Any) -> Any:
    """Return a guide with what Enter would take for what isn't answered yet."""
    if not isinstance(guide, dict) or not guide.get("phases") or "rounds" in guide:
        return guide
    r = Reader()
    read_guide(r, {**guide, "rounds": "1"}, ())
    return guide if r.problems else {**guide, "rounds": rounds_for(guide["phases"])}


def _facts(tree: Tree, v: Vocabulary) -> str:
    terms, said = v.terms, v.page
    parts = [fill(said["minutes"], minutes=tree["minutes"])] if "minutes" in tree else []
    if "energy" in tree:
        parts.append(fill(said["energy"], energy=_label(terms["energy"], tree["energy"])))
    parts += [_label(terms[name], tree[name]) for name in ("discreet", "place") if name in tree]
    if tree.get("company", "either") != "either":
        parts.append(_label(terms["company"], tree["company"]))
    if tree.get("props"):
        parts.append(fill(said["props"], props=", ".join(tree["props"])))
    return " · ".join(parts)


def _about(tree: Tree, v: Vocabulary) -> str:
    from ..screen.strategy_views import need_labels

    about = []
    if tree.get("needs"):
        about.append(fill(v.page["for"], needs=need_labels(tree["needs"], v)))
    if tree.get("category") in v.categories:
        about.append(fill(v.page["kind"], kind=v.categories[tree["category"]].label.lower()))
    if tree.get("when"):
        about.append(f"When: {', '.join(_label(v.terms['when'], w) for w in tree['when'])}.")
    return " ".join(about)


def _label(terms: Any, value: str) -> str:
    return str(terms.get(value, value))
