"""JSON Schemas of what stands under docs/: a note's front matter, sources, authors and addresses, from the very tables that check them."""

from __future__ import annotations

from typing import Any

from press import authors, csl, front_matter, health
from press.identifiers import DOI
from press.sources import KEY

WEB_ADDRESS = {"type": "string", "pattern": "^https?://"}


def note() -> dict[str, Any]:
    """Return the schema of what stands between the lines `---` of a note."""
    return {
        "title": "The front matter of a note",
        "type": "object",
        "additionalProperties": False,
        "required": list(front_matter.REQUIRED),
        "properties": front_matter.FIELDS,
    }


def sources() -> dict[str, Any]:
    """Return the schema of docs/sources.yml."""
    name = {
        "type": "object",
        "additionalProperties": False,
        "properties": {part: {} for part in csl.NAME_PARTS},
        "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
    }
    day = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "required": ["date-parts"],
        "properties": {"date-parts": {"type": "array", "items": day, "minItems": 1, "maxItems": 2}},
    }
    fields: dict[str, Any] = {field: {"type": ["string", "number"]} for field in csl.TEXTS}
    fields |= {field: {"type": "array", "items": {"$ref": "#/definitions/name"}} for field in csl.NAMES}
    fields |= {field: {"$ref": "#/definitions/date"} for field in csl.DATES}
    fields |= {
        "id": {"type": "string", "pattern": f"^{KEY.pattern}$", "description": "The key by which notes cite it, such as lewis-2000."},
        "type": {"enum": list(csl.TYPES), "description": "What kind of thing it is."},
        "title": {"type": "string"},
        "DOI": {
            "type": "string",
            "pattern": rf"^\s*{DOI.pattern}\s*$",
            "description": "Only the number, such as 10.1177/1754073912451630.",
        },
    }
    record = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "type", "title"],
        "properties": fields,
        "allOf": [
            {"if": {"properties": {"type": {"const": kind}}, "required": ["type"]}, "then": {"required": ["container-title"]}}
            for kind in csl.INSIDE
        ],
    }
    return {
        "title": "Every source, once, in CSL-YAML",
        "type": "object",
        "required": ["references"],
        "properties": {"references": {"type": "array", "items": record}},
        "definitions": {"name": name, "date": date},
    }


def listed_authors() -> dict[str, Any]:
    """Return the schema of docs/authors.yml."""
    fields: dict[str, Any] = dict.fromkeys(authors.FIELDS, front_matter.TEXT)
    fields |= {
        "organisation": {"type": "boolean", "description": "true for a body that has no given and family name."},
        "orcid": {"type": "string", "pattern": f"^{authors.ORCID.pattern}$"},
        "url": WEB_ADDRESS,
    }
    known = {"type": ["object", "null"], "additionalProperties": False, "properties": fields}
    return {"title": "Who writes notes, by name", "type": "object", "additionalProperties": known}


def addresses() -> dict[str, Any]:
    """Return the schema of docs/links.yml."""
    fields = {
        "archived": {"type": "string", "pattern": "^https://"},
        "last_seen_alive": {"type": "string", "format": "date"},
        "status": {"type": ["integer", "string"]},
    }
    assert fields.keys() == {*health.FIELDS}, "each field that is read has its schema"
    known = {"type": "object", "additionalProperties": False, "properties": fields}
    return {"title": "How outside addresses were when they were last asked for", "type": ["object", "null"], "additionalProperties": known}
