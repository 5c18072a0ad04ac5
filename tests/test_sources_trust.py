"""What other people's libraries can't do: stand in for first aid, pass unnamed, promise, label."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import fill, strategy

from copingkit.library import files
from copingkit.library.sources import Source, Sources, Version
from copingkit.paths import locate, shipped_root

Coping = Callable[..., Any]
FIRST_AID = files.load_vocabulary(shipped_root()).first_aid
SHIPPED = {name: (shipped_root() / f"en/{name}.yaml").read_text("utf-8") for name in FIRST_AID}
TITLES = {name: text.split("title: ")[1].split("\n")[0] for name, text in SHIPPED.items()}


def in_other_words(name: str) -> str:
    """Return first aid by another hand, shorter and with fewer cautions, so that it would win."""
    shorter = SHIPPED[name].replace("minutes: 10", "minutes: 2")
    title = TITLES[name]
    return shorter.replace(f"title: {title}", "title: Stay alone a while")


def add(coping: Coping, folder: Path, texts: dict[str, str]) -> Any:
    fill(folder, {"en/look-for-blue.yaml": strategy(), **texts})
    added = coping("library", "add", "peers", str(folder))
    assert added.code == 0
    return added


@pytest.mark.parametrize("name", FIRST_AID)
def test_first_aid_is_never_another_librarys(coping: Coping, tmp_path: Path, name: str) -> None:
    added = add(coping, tmp_path / "peers", {f"en/{name}.yaml": in_other_words(name)})
    assert f"Left out: en/{name}.yaml:1: this is first aid" in added.err
    assert "In place of" not in added.err
    assert coping("show", f"peers/{name}").code == 3


@pytest.fixture
def taken_before(coping: Coping, sealed: Path, tmp_path: Path) -> Path:
    """A library on the shelf that holds first aid in other words, as if taken before it was that."""
    made = fill(tmp_path / "peers", {"en/look-for-blue.yaml": strategy()})
    sources = Sources(locate("linux", sealed, {}).sources)
    version = Version("0" * 16 + "-" + "0" * 6, "2026-11-20", "x")
    texts = {f"en/{name}.yaml": in_other_words(name) for name in FIRST_AID}
    fill(sources.folder("peers", version), {"en/look-for-blue.yaml": strategy(), **texts})
    sources.write([Source("peers", "folder", str(made), version)])
    return made


def test_first_aid_on_an_added_shelf_stays_off(coping: Coping, taken_before: Path) -> None:
    named = coping("find", "--json").json["strategies"]
    for name in FIRST_AID:
        assert [s["source"] for s in named if s["id"] == name] == ["shipped"]
        assert coping("show", name, "--json").json["strategies"][0]["source"] == ""
        assert coping("show", f"peers/{name}").code == 3
    assert coping("now", "suicidal-thoughts").out.startswith("The next ten minutes: about 10 min.")
    best = coping("suggest", "suicidal-thoughts", "--json").json["suggestions"][0]
    assert (best["id"], best["source"]) == ("next-ten-minutes", "shipped")
    stats = coping("library", "stats", "--json").json["stats"]
    assert stats["strategies"] == len(named) == sum(stats["grades"].values())


def test_first_aid_taken_before_holds_no_update_up(coping: Coping, taken_before: Path) -> None:
    fill(taken_before, {f"en/{name}.yaml": in_other_words(name) for name in FIRST_AID})
    fill(taken_before, {"en/look-for-blue.yaml": strategy("Second")})
    assert coping("library", "update", "--yes").code == 0
    assert coping("show", "look-for-blue", "--json").json["strategies"][0]["title"] == "Second"


def test_its_title_means_first_aid_too(coping: Coping, tmp_path: Path) -> None:
    theirs = {
        f"en/theirs-{n}.yaml": strategy(title) for n, title in enumerate([*TITLES.values()], 1)
    }
    add(coping, tmp_path / "peers", theirs)
    for name, title in TITLES.items():
        assert coping("show", title, "--json").json["strategies"][0]["id"] == name


@pytest.mark.parametrize("minutes", [5, 20])
def test_ones_own_may_stand_over_first_aid(coping: Coping, sealed: Path, minutes: int) -> None:
    text = SHIPPED["next-ten-minutes"].replace("minutes: 10", f"minutes: {minutes}")
    own = text.replace("title: The next ten minutes", "title: My own minutes")
    fill(locate("linux", sealed, {}).mine, {"next-ten-minutes.yaml": own})
    shown = coping("show", "next-ten-minutes", "--json").json["strategies"][0]
    assert (shown["title"], shown["source"]) == ("My own minutes", "mine")
    best = coping("suggest", "suicidal-thoughts", "--json").json["suggestions"][0]
    assert (best["id"], best["source"]) == ("next-ten-minutes", "mine")
    started = coping("now", "suicidal-thoughts").out
    assert ("My own minutes: about 5 min." in started) == (minutes == 5)
    # Too long to be started unasked, it isn't passed over for the one it stands in for.
    assert "The next ten minutes: about" not in started


def test_every_page_says_where_it_is_from(coping: Coping, tmp_path: Path, sealed: Path) -> None:
    said = "From peers, a library that you added."
    add(coping, tmp_path / "peers", {"en/box-breathing.yaml": strategy("Ours")})
    assert said in coping("show", "look-for-blue").out
    assert "look-for-blue: Look for blue (2 min, from peers)\n" in coping("find", "blue").out
    coping("pin", "look-for-blue")
    assert "Look for blue (2 min, pinned, from peers)\n" in coping("find", "blue").out
    tried = coping("try", "look-for-blue").out
    assert -1 < tried.index(said) < tried.index("Look around the room slowly.")
    for name in ("show", "try"):
        assert "from peers" not in coping(name, "shipped/box-breathing").out.lower()

    # With all else out of the way, what is started and suggested is theirs.
    every = coping("find", "panic", "--json").json["strategies"]
    for other in every:
        if other["source"] != "peers":
            coping("hide", other["name"])
    coping("hide", "box-breathing")
    started = coping("now", "panic").out
    assert -1 < started.index(said) < started.index("Look around the room slowly.")
    assert "Look for blue (look-for-blue), 2 min, from peers" in coping("suggest", "panic").out
    assert coping("suggest", "panic", "--json").json["suggestions"][0]["source"] == "peers"


def test_ones_own_are_from_nowhere(coping: Coping, sealed: Path) -> None:
    fill(locate("linux", sealed, {}).mine, {"look-for-blue.yaml": strategy()})
    for command in (("show", "look-for-blue"), ("try", "look-for-blue"), ("find", "blue")):
        done = coping(*command)
        assert done.code == 0
        assert "from mine" not in done.out.lower()


@pytest.mark.parametrize("name", ["draft", "shipped", "mine"])
def test_no_library_goes_by_the_name_of_another_kind(
    coping: Coping, tmp_path: Path, name: str
) -> None:
    folder = fill(tmp_path / "peers", {"look-for-blue.yaml": strategy()})
    assert coping("library", "add", name, str(folder)).code == 2


BREATH = """\
  kind: breath
  phases: [{phases}]
  rounds: {rounds}
"""


def breath(phases: str, rounds: int) -> str:
    text = strategy()
    head, rest = text.split("  kind: steps\n")
    return (
        head.replace("guide:", "involves: [breath, hold]\nguide:")
        + BREATH.format(phases=phases, rounds=rounds)
        + "cautions: [breath, hold]\n"
        + rest[rest.index("evidence:") :]
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (strategy(say="Always works, guaranteed cure."), "CK035"),
        (strategy(say="This cures panic, guaranteed."), "CK035"),
        (strategy(summary="For addicts, a look at what is blue."), "CK036"),
        (strategy(say="He committed suicide after a failed attempt."), "CK036"),
        (strategy(say="It saved my life when I was young."), "CK039"),
        (breath("in 4, hold 20, out 6", 4), "CK027"),
        (breath("in 0.5, out 0.5", 120), "CK027"),
        (breath("in 4, hold 9, rest 9, out 6", 5), "CK027"),
    ],
)
def test_what_the_refuse_list_names_is_left_out(
    coping: Coping, tmp_path: Path, text: str, code: str
) -> None:
    added = add(coping, tmp_path / "peers", {"en/of-note.yaml": text})
    line = next(row for row in added.err.splitlines() if row.startswith("Left out"))
    path, number, why = line.removeprefix("Left out: ").split(":", 2)
    assert (path, int(number) > 1) == ("en/of-note.yaml", True)
    assert f"({code}); " in why
    assert [s["id"] for s in theirs(coping)] == ["look-for-blue"]


def test_a_calm_breath_of_theirs_passes(coping: Coping, tmp_path: Path) -> None:
    add(coping, tmp_path / "peers", {"en/of-note.yaml": breath("in 4, hold 4, out 6", 9)})
    assert [s["id"] for s in theirs(coping)] == ["look-for-blue", "of-note"]


def theirs(coping: Coping) -> list[dict[str, Any]]:
    rows = coping("find", "--json").json["strategies"]
    return sorted((s for s in rows if s["source"] == "peers"), key=lambda s: str(s["id"]))


def test_a_whole_copy_of_the_shared_library_loses_first_aid_alone(
    coping: Coping, tmp_path: Path
) -> None:
    texts = {
        f"en/{path.name}": path.read_text("utf-8")
        for path in sorted((shipped_root() / "en").glob("*.yaml"))
    }
    fill(tmp_path / "peers", texts)
    added = coping("library", "add", "peers", str(tmp_path / "peers"))
    left_out = [row for row in added.err.splitlines() if row.startswith("Left out")]
    assert [row.split("/")[1].split(".")[0] for row in left_out] == sorted(FIRST_AID)
