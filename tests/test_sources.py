"""Added libraries, through the real commands and the real git."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sources_help import Repository, fill, strategy

from copingkit.library.sources import Sources
from copingkit.paths import locate, shipped_root

Coping = Callable[..., Any]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "theirs")
    made.commit({"strategies/en/look-for-blue.yaml": strategy()})
    return made


def kept(home: Path) -> Sources:
    return Sources(locate("linux", home, {}).sources)


def titles(coping: Coping) -> dict[str, str]:
    return {s["name"]: s["title"] for s in coping("find", "--json").json["strategies"]}


def test_add_from_git_shows_at_once(coping: Coping, repository: Repository) -> None:
    added = coping("library", "add", "peers", repository.address)
    assert added.code == 0
    assert "Added peers: 1 strategy" in added.err
    assert titles(coping)["look-for-blue"] == "Look for blue"
    shown = coping("show", "peers/look-for-blue", "--json").json["strategies"][0]
    assert (shown["source"], shown["title"]) == ("peers", "Look for blue")


@pytest.mark.parametrize("layout", ["strategies/en/", "en/", ""])
def test_layouts_of_a_folder(coping: Coping, tmp_path: Path, layout: str) -> None:
    folder = fill(
        tmp_path / "ours",
        {
            f"{layout}look-for-blue.yaml": strategy(),
            f"{layout}vocabulary.yaml": "x: y\n",
            f"{layout}vocabulary.es.yaml": "x: y\n",
        },
    )
    added = coping("library", "add", "ours", str(folder))
    assert (added.code, "Left out" in added.err) == (0, False)
    assert "look-for-blue" in titles(coping)


def test_list_says_where_from_and_when(coping: Coping, repository: Repository) -> None:
    assert "No library has been added" in coping("library", "list").err
    revision = repository.commit()
    coping("library", "add", "peers", repository.address)
    assert coping("library", "list", "--json").json == {
        "version": 1,
        "sources": [
            {
                "name": "peers", "kind": "git", "from": repository.address,
                "taken": "2026-11-22T03:04:05+01:00", "revision": revision, "strategies": 1,
                "previous": None,
            }
        ],
    }  # fmt: skip
    plain = "".join(coping("library", "list").out.split())
    assert repository.address in plain
    assert f"git{revision[:12]}" in plain


def test_mine_over_added_over_shipped(coping: Coping, tmp_path: Path, sealed: Path) -> None:
    folder = fill(
        tmp_path / "ours",
        {"box-breathing.yaml": strategy("Ours"), "look-for-blue.yaml": strategy("Also ours")},
    )
    added = coping("library", "add", "ours", str(folder))
    assert "In place of the one that came with copingkit: box-breathing." in added.err
    assert coping("show", "box-breathing", "--json").json["strategies"][0]["title"] == "Ours"
    shipped = coping("show", "shipped/box-breathing", "--json").json["strategies"][0]
    assert shipped["title"] == "Box breathing"
    fill(locate("linux", sealed, {}).mine, {"box-breathing.yaml": strategy("Mine")})
    assert coping("show", "box-breathing", "--json").json["strategies"][0]["title"] == "Mine"
    named = titles(coping)
    assert named["box-breathing"] == "Mine"
    assert named["ours/box-breathing"] == "Ours"
    assert named["shipped/box-breathing"] == "Box breathing"
    assert named["look-for-blue"] == "Also ours"


def test_update_shows_differences_before_taking(coping: Coping, repository: Repository) -> None:
    repository.commit({"strategies/en/look-for-red.yaml": strategy("Look for red")})
    coping("library", "add", "peers", repository.address)
    assert coping("library", "update").err == "peers: nothing new.\n"
    repository.commit(
        {
            "strategies/en/look-for-blue.yaml": strategy(say="Name two things that are blue."),
            "strategies/en/look-for-green.yaml": strategy("Look for green"),
        },
        gone=("strategies/en/look-for-red.yaml",),
    )
    dry = coping("library", "update", "--dry-run")
    assert dry.code == 0
    assert "changed en/look-for-blue.yaml: Look for blue\n--- a/en/look-for-blue.yaml" in dry.out
    assert "\n-    - say: Name one thing that is blue.\n+    - say: Name two things" in dry.out
    assert "added en/look-for-green.yaml: Look for green\n--- /dev/null" in dry.out
    assert "removed en/look-for-red.yaml: Look for red" in dry.out
    assert "peers: 1 added, 1 changed, 1 removed." in dry.err
    assert "look-for-green" not in titles(coping)

    unasked = coping("library", "update")
    assert unasked.code == 2
    assert unasked.out == dry.out
    assert "coping library update peers --yes" in unasked.err
    assert "look-for-green" not in titles(coping)

    told = coping("library", "update", "peers", "--dry-run", "--json").json["changes"]
    assert [(c["kind"], c["path"]) for c in told] == [
        ("changed", "en/look-for-blue.yaml"),
        ("added", "en/look-for-green.yaml"),
        ("removed", "en/look-for-red.yaml"),
    ]
    assert coping("library", "update", "--yes").code == 0
    now = titles(coping)
    assert "look-for-green" in now
    assert "look-for-red" not in now
    steps = coping("show", "look-for-blue", "--json").json["strategies"][0]["guide"]["steps"]
    assert steps[1]["say"] == "Name two things that are blue."


def test_the_one_before_is_kept(coping: Coping, repository: Repository, sealed: Path) -> None:
    coping("library", "add", "peers", repository.address)
    assert coping("library", "update", "peers", "--undo").code == 3
    assert coping("library", "update", "--undo").code == 2
    for title in ("Second", "Third"):
        repository.commit({"strategies/en/look-for-blue.yaml": strategy(title)})
        coping("library", "update", "--yes")
    assert titles(coping)["look-for-blue"] == "Third"
    assert len(list((kept(sealed).root / "peers").iterdir())) == 2
    assert coping("library", "update", "peers", "--undo").code == 0
    assert titles(coping)["look-for-blue"] == "Second"
    assert coping("library", "update", "peers", "--undo").code == 0
    assert titles(coping)["look-for-blue"] == "Third"


def test_marks_survive_updates(coping: Coping, repository: Repository) -> None:
    repository.commit({"strategies/en/look-for-red.yaml": strategy("Look for red")})
    coping("library", "add", "peers", repository.address)
    coping("pin", "look-for-blue")
    coping("hide", "look-for-red")
    coping("tweak", "look-for-blue", "--note", "by the window")
    repository.commit(
        {
            "strategies/en/look-for-blue.yaml": strategy("Look for a blue thing"),
            "strategies/en/look-for-red.yaml": strategy("Look for a red thing"),
        }
    )
    assert coping("library", "update", "--yes").code == 0
    own = coping("show", "look-for-blue", "--json").json["strategies"][0]
    assert (own["title"], own["mine"]["pinned"]) == ("Look for a blue thing", True)
    assert own["mine"]["note"] == "by the window"
    assert [s["name"] for s in coping("find", "--pinned", "--json").json["strategies"]] == [
        "look-for-blue"
    ]
    assert "look-for-red" not in titles(coping)
    coping("library", "remove", "peers")
    coping("library", "add", "again", repository.address)
    assert coping("show", "look-for-blue", "--json").json["strategies"][0]["mine"]["pinned"]
    assert "look-for-red" not in titles(coping)


def test_remove_leaves_nothing(coping: Coping, repository: Repository, sealed: Path) -> None:
    coping("library", "add", "peers", repository.address)
    titles(coping)
    removed = coping("library", "remove", "peers")
    assert removed.code == 0
    assert f"coping library add peers {repository.address}" in removed.err
    assert "look-for-blue" not in titles(coping)
    left = [p.name for p in kept(sealed).root.iterdir()]
    assert sorted(left) == [".lock", "registry.json"]
    assert coping("library", "remove", "peers").code == 3


def test_a_wrong_name_offers_the_nearest(coping: Coping, repository: Repository) -> None:
    coping("library", "add", "peers", repository.address)
    wrong = coping("library", "update", "pers")
    assert (wrong.code, "Did you mean peers?" in wrong.err) == (3, True)
    again = coping("library", "add", "peers", repository.address)
    assert (again.code, "already" in again.err) == (2, True)


@pytest.mark.parametrize("name", ["mine", "shipped", "../up", "A", "x/y", ".git", "con", "a" * 40])
def test_names_that_cannot_be(coping: Coping, repository: Repository, name: str) -> None:
    refused = coping("library", "add", "--", name, repository.address)
    assert (refused.code, "can't be the name" in refused.err) == (2, True)


def test_translations_come_along(coping: Coping, repository: Repository) -> None:
    from copingkit.core import strategy as model
    from copingkit.core.translation import words_hash
    from copingkit.library import files, yamltext

    vocabulary = files.load_vocabulary(shipped_root())
    english = model.read("look-for-blue", yamltext.parse(strategy()), vocabulary)[0]
    assert english is not None
    words = (
        f"of: {words_hash(english)}\ntitle: Busca el azul\nsummary: Busca cosas azules.\n"
        "guide:\n  steps:\n    - Mira la sala despacio.\n    - Nombra una cosa azul.\n"
        "note: Hay poca investigación sobre esto todavía.\n"
        "aliases: []\ntranslators: [a peer]\nreviewed: no\n"
    )
    repository.commit(
        {
            "strategies/es/look-for-blue.yaml": words,
            "strategies/es/nothing-english.yaml": words,
            "strategies/es/box-breathing.yaml": "title: x\n",
        }
    )
    added = coping("library", "add", "peers", repository.address)
    assert "Left out: es/nothing-english.yaml:1: there is no English file" in added.err
    assert "Left out: es/look-for-blue" not in added.err
    coping("settings", "language", "es")
    assert titles(coping)["look-for-blue"] == "Busca el azul"


def test_stats(coping: Coping, repository: Repository) -> None:
    coping("library", "add", "peers", repository.address)
    stats = coping("library", "stats", "--json").json["stats"]
    found = coping("find", "--json").json["strategies"]
    assert stats["strategies"] == len(found)
    assert stats["tiers"]["peers"] == 1
    assert sum(stats["tiers"].values()) == sum(stats["categories"].values()) == len(found)
    assert stats["needs"]["panic"] == sum("panic" in s["needs"] for s in found)
    assert sum(stats["grades"].values()) == len(found)
    assert sum(stats["standing"].values()) == stats["cited"]
    page = coping("library", "stats").out
    assert f"{len(found)} strategies" in page
    assert "panic: panic" in page


def test_a_damaged_registry_never_blocks(coping: Coping, sealed: Path) -> None:
    root = kept(sealed).root
    version = {"id": "0" * 16 + "-" + "0" * 6, "taken": "", "revision": ""}
    leading_out = {"../x": {"kind": "git", "from": "", "current": version}}
    for text in ("{", "[]", json.dumps({"version": 1, "sources": leading_out}), '{"version": 2}'):
        fill(root, {"registry.json": text})
        shown = coping("show", "box-breathing")
        assert shown.code == 0
        assert "can't be read" in shown.err
        assert coping("library", "list").code == 5


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
@pytest.mark.parametrize(
    ("key", "said", "title"),
    [
        ("y", "Taken.", "Second"),
        ("n", "Nothing was changed.", "Look for blue"),
        ("q", "", "Look for blue"),
    ],
)
def test_it_asks_in_a_terminal(
    coping: Coping, repository: Repository, key: str, said: str, title: str
) -> None:
    pexpect = pytest.importorskip("pexpect")
    coping("library", "add", "peers", repository.address)
    repository.commit({"strategies/en/look-for-blue.yaml": strategy("Second")})
    child = pexpect.spawn(
        sys.executable, ["-m", "copingkit", "library", "update"], encoding="utf-8", timeout=30
    )
    child.expect_exact("+title: Second")
    child.expect_exact("Take these changes?")
    child.expect_exact("no, keep what I have")
    child.send(key)
    child.expect_exact(said)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert titles(coping)["look-for-blue"] == title


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_for_its_owner_alone(
    coping: Coping, repository: Repository, sealed: Path
) -> None:
    coping("library", "add", "peers", repository.address)
    root = kept(sealed).root
    assert {p.stat().st_mode & 0o077 for p in (root, root / "peers")} == {0}


def test_without_git_it_says_so(
    coping: Coping, repository: Repository, tmp_path: Path, sealed: Path
) -> None:
    refused = coping("library", "add", "peers", repository.address, env={"PATH": str(tmp_path)})
    assert (refused.code, "git isn't installed" in refused.err) == (3, True)
    assert [p.name for p in kept(sealed).root.iterdir()] == []


def test_no_sources_costs_one_look(coping: Coping, sealed: Path) -> None:
    assert coping("find").code == 0
    assert not kept(sealed).root.exists()
