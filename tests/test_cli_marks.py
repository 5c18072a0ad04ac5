"""rate, pin, hide, tweak, settings: the person's own marks."""

from __future__ import annotations

import stat


def test_pin_and_hide_and_back(coping) -> None:
    assert coping("pin", "box-breathing").code == 0
    pinned = coping("find", "--pinned", "--json").json["strategies"]
    assert [s["id"] for s in pinned] == ["box-breathing"]
    assert coping("hide", "box-breathing").code == 0
    everything = coping("find", "--json").json["strategies"]
    assert "box-breathing" not in [s["id"] for s in everything]
    hidden = coping("find", "--hidden", "--json").json["strategies"]
    assert [s["id"] for s in hidden] == ["box-breathing"]
    coping("hide", "box-breathing", "--undo")
    coping("pin", "box-breathing", "--undo")
    assert coping("find", "--pinned").code == 3
    assert coping("find", "--hidden").code == 3


def test_rating_is_kept_shown_and_undone(coping) -> None:
    assert coping("rate", "box-breathing", "4", "--note", "with the window open").code == 0
    assert "My rating: 4 of 5." in coping("show", "box-breathing").out
    assert coping("show", "box-breathing", "--json").json["strategies"][0]["mine"]["stars"] == 4
    assert "Undone" in coping("log", "undo").err
    assert "My rating" not in coping("show", "box-breathing").out


def test_tweak_keeps_a_note_and_a_pace(coping) -> None:
    coping("tweak", "box-breathing", "--note", "in the stairwell", "--pace", "0.8")
    assert "My note: in the stairwell" in coping("show", "box-breathing").out
    assert coping("tweak", "box-breathing").json["tweaks"] == [
        {"id": "box-breathing", "note": "in the stairwell", "pace": 0.8}
    ]
    coping("tweak", "box-breathing", "--undo")
    assert "My note" not in coping("show", "box-breathing").out


def test_a_note_cannot_drive_the_terminal(coping) -> None:
    coping("tweak", "box-breathing", "--note", "\x1b[31mred\x1b[0m [bold]x[/bold]")
    shown = coping("show", "box-breathing", screen=True).out
    assert "\x1b[31mred" not in shown
    assert "[bold]x[/bold]" in shown


def test_settings_round_trip(coping) -> None:
    assert coping("settings", "--json").json["settings"]["country"] == ""
    assert coping("settings", "country", "ie").code == 0
    assert coping("settings", "country", "--json").json["settings"] == {"country": "IE"}
    coping("settings", "country", "")
    assert coping("settings", "--json").json["settings"]["country"] == ""


def test_looking_creates_nothing(coping, sealed) -> None:
    for words in (("find",), ("show", "box-breathing"), ("suggest",), ("settings",), ("log", "list"),
                  ("data", "where"), ("support",), ("log", "undo", "--list")):  # fmt: skip
        assert coping(*words).code == 0
    assert not list(sealed.rglob("*"))


def test_what_is_kept_is_private(coping, sealed) -> None:
    coping("log", "add", "hello")
    kept = [p for p in sealed.rglob("*") if "copingkit" in p.parts]
    assert kept
    for path in kept:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_data_where_names_every_place(coping, sealed) -> None:
    coping("log", "add", "hello")
    places = {p["name"]: p for p in coping("data", "where", "--json").json["places"]}
    assert places["data"]["path"].startswith(str(sealed))
    assert places["data"]["bytes"] > 0
    assert places["data"]["mode"] == "0700"
