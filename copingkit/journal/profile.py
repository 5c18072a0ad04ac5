"""Personal documents under a key: pins, settings, people, the plan."""

from __future__ import annotations

from typing import Any

from copingkit.journal.format import Doc


class Profile:
    """Look up keyed documents; a key is `kind:name`, such as `pin:box-breathing`."""

    def __init__(self, documents: dict[str, Doc]) -> None:
        self._values: dict[str, dict[str, Any]] = {
            doc["key"]: doc.get("value") or {}
            for doc in sorted(documents.values(), key=lambda doc: doc["id"])
            if "del" not in doc and isinstance(doc.get("key"), str)
        }

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the value under a key; None where there is none."""
        return self._values.get(key)

    def all(self, prefix: str = "") -> dict[str, dict[str, Any]]:
        """Return the values whose key begins so, by key, sorted."""
        return {key: self._values[key] for key in sorted(self._values) if key.startswith(prefix)}

    def __contains__(self, key: str) -> bool:
        return key in self._values
