"""Addresses of notes from their titles: small letters, digits and hyphens, in whatever script the title is written."""

from __future__ import annotations

import re

from anyascii import anyascii

LONGEST = 60


def slug(title: str) -> str:
    """Return a readable name for a title: "Über Ärger" becomes "uber-arger"; nothing when it has no letter or digit."""
    plain = anyascii(title).lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`]", "", plain))
    name = ""
    for word in words:
        if name and len(name) + len(word) + 1 > LONGEST:
            break
        name = f"{name}-{word}" if name else word[:LONGEST]
    return name
