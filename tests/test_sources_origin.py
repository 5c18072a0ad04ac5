"""Where a library may come from: a folder, or git over https, ssh or file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copingkit.errors import CopingError
from copingkit.library.sources_origin import read_origin

Coping = Callable[..., Any]


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c touch% PWNED", "ext::sh", "--upload-pack=touch PWNED", "-x", "",
        "http://example.org/x.git", "git://example.org/x.git", "ftp://example.org/x",
        "javascript://x/y", "https://user:secret@example.org/x.git", "https://-oProxyCommand=x/y",
        "ssh://-oProxyCommand=touch PWNED/x", "ssh://a@-oProxyCommand=x/y", "https:///x",
        "https://example.org/a b", "https://example.org/\x1b[31m", "file://example.org/x",
        "peer@example.org:library.git", "no/such/folder", "https://" + "a" * 3000,
        "fd::17", "HTTPS::x://y/z",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(
    coping: Coping, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = coping("library", "add", "--", "peers", address)
    assert refused.code in (2, 3)
    assert refused.out == ""
    assert "\x1b" not in refused.err
    assert "secret" not in refused.err
    assert not (tmp_path / "PWNED").exists()
    assert coping("library", "list", "--json").json["sources"] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/peers/library.git", "ssh://git@example.org/peers/library.git",
        "ssh://example.org:2222/~peer/library", "HTTPS://example.org/x", "file:///srv/library.git",
    ],
)  # fmt: skip
def test_addresses_that_are_taken(address: str) -> None:
    origin = read_origin(address)
    assert origin.kind == "git"
    assert origin.scheme in ("https", "ssh", "file")


def test_a_short_ssh_address_is_explained() -> None:
    with pytest.raises(CopingError) as refused:
        read_origin("git@example.org:peers/library.git")
    assert "ssh://git@example.org/peers/library.git" in refused.value.hint
