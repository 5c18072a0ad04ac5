"""Generated files are what their generators say; the guide's own example is a good strategy."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from copingkit.core import strategy
from copingkit.library import build, files, yamltext

ROOT = build.ROOT


@pytest.mark.parametrize("path", list(build.GENERATED), ids=lambda p: p.name)
def test_generated_files_are_not_stale(path) -> None:
    assert path.read_text(encoding="utf-8") == build.GENERATED[path]()


def test_check_says_what_is_stale(tmp_path, monkeypatch, capsys) -> None:
    old = tmp_path / "schema.json"
    old.write_text("{}")
    monkeypatch.setattr(build, "GENERATED", {old: lambda: "{1}"})
    assert build.main(["--check"]) == 1
    assert "schema.json" in capsys.readouterr().out
    assert build.main([]) == 0
    assert old.read_text() == "{1}"
    assert build.main(["--check"]) == 0


def test_the_schema_knows_every_key_in_order() -> None:
    schema = json.loads((ROOT / "schema.json").read_text(encoding="utf-8"))
    assert tuple(schema["properties"]) == strategy.KEYS


def test_the_example_of_the_guide_is_a_strategy(coping, tmp_path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.S)[1]
    found, problems = strategy.read("x", yamltext.parse(example), files.load_vocabulary(ROOT))
    assert problems == []
    assert found.title == "Count the tiles"
    draft = tmp_path / "count-the-tiles.yaml"
    draft.write_text(example.replace("your pen name", "copingkit contributors"))
    result = coping("library", "check", str(draft))
    assert result.code == 0, result.out
    assert "Count them, slowly." in coping("try", str(draft), "--no-log").out


@pytest.mark.parametrize(
    "path", sorted((ROOT.parent / ".github").rglob("*.yml")), ids=lambda p: p.name
)
def test_the_forms_and_workflows_are_yaml(path) -> None:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)


def test_the_browser_form_asks_for_the_keys_of_the_file() -> None:
    form = yaml.safe_load((ROOT.parent / ".github/ISSUE_TEMPLATE/strategy.yml").read_text())
    asked = [part["id"] for part in form["body"] if "id" in part and part["id"] != "consent"]
    assert asked == [key for key in strategy.KEYS if key != "experiences"]


def form(name: str) -> dict[str, dict]:
    text = (ROOT.parent / ".github/ISSUE_TEMPLATE" / name).read_text(encoding="utf-8")
    return {part["id"]: part for part in yaml.safe_load(text)["body"] if "id" in part}


def test_one_of_a_few_is_picked_from_a_list() -> None:
    asked, vocabulary = form("strategy.yml"), files.load_vocabulary(ROOT)
    for key in ("category", "energy", "discreet", "place", "company"):
        assert asked[key]["type"] == "dropdown"
        # Text, all of it: a bare `no` would be a truth value, which the form refuses.
        assert asked[key]["attributes"]["options"] == sorted(vocabulary.ids(key_of(key)))


def key_of(key: str) -> str:
    return next(f.vocabulary for f in strategy.FIELDS if f.name == key)


def test_a_question_stands_by_itself() -> None:
    for key, part in form("strategy.yml").items():
        told = part["attributes"].get("description", "")
        assert "above" not in told
        assert not re.search(r"(?<!/)vocabulary\.yaml", told), key
        for address in re.findall(r"https://\S+", told):
            assert (ROOT / address.rstrip(".").rpartition("/")[2]).is_file()


def test_no_question_has_the_name_of_a_key_that_is_something_else() -> None:
    assert "of" not in form("translate.yml")
    assert {"language", "strategy", "words", "translators"} < set(form("translate.yml"))


def test_the_table_says_what_the_library_asks_for() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in strategy.SHARED_KEYS:
        assert re.search(rf"^\| `{key}` .*\| in the library \|$", table, re.M)
