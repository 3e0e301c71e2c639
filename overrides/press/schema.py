"""JSON Schemas of what writers write, for editors that complete and underline; here the one of exercise files.

It is made from the very classes that read them. `python -m press schema` writes them all into schemas/; a test keeps
the files true to the code. What a schema cannot say (an id that stands twice, bands in rising order) `make check` says.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
import typing
from pathlib import Path
from typing import Any, get_args, get_origin

from press import record_schemas
from reflect.exercise import ID, MOST_MINUTES, SCHEDULES, Exercise
from reflect.kinds import KINDS, recall

FOLDER = Path("schemas")
# Draft 7 is what editors' YAML support knows best.
DRAFT = "http://json-schema.org/draft-07/schema#"
SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
FAMILIES: dict[type, tuple[str, dict[str, type]]] = {Exercise: ("kind", {**KINDS}), recall.Item: ("form", {**recall.FORMS})}
"""Classes of which the data chooses one by a field."""
NARROWER: dict[tuple[str, str], dict[str, Any]] = {
    ("Exercise", "minutes"): {"minimum": 1, "maximum": MOST_MINUTES},
    ("Review", "schedule"): {"enum": list(SCHEDULES)},
    ("Review", "ask_again_days"): {"minimum": 1},
}
"""What a field's type alone does not say, by the class and the field."""


def exercises() -> dict[str, Any]:
    """Return the schema of a file in exercises/notes/."""
    definitions: dict[str, Any] = {}
    exercise = _of(Exercise, definitions)
    identity = {"type": "string", "pattern": f"^{ID.pattern}$"}
    return {
        "title": "The exercises of one note",
        "type": "object",
        "additionalProperties": False,
        "required": ["note", "exercises"],
        "properties": {
            "note": {**identity, "description": "The name of this file, which is the name of the note's."},
            "exercises": {"type": "array", "items": exercise},
            "retired": {"type": "array", "items": identity, "description": "Ids that were used once and must not come back."},
        },
        "definitions": definitions,
    }


SCHEMAS = {
    "exercises": exercises,
    "note": record_schemas.note,
    "sources": record_schemas.sources,
    "authors": record_schemas.listed_authors,
    "links": record_schemas.addresses,
}
"""What makes each schema, by the name of its file in FOLDER."""


def texts() -> dict[str, str]:
    """Return every schema as its file holds it, by the file's name."""
    return {f"{name}.json": json.dumps({"$schema": DRAFT, **made()}, ensure_ascii=False, indent=2) + "\n" for name, made in SCHEMAS.items()}


def write(root: Path) -> None:
    """Write every schema into a project."""
    (root / FOLDER).mkdir(exist_ok=True)
    for name, text in texts().items():
        (root / FOLDER / name).write_text(text, encoding="utf-8")


def _of(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(wanted)
    if wanted in SCALARS:
        return {"type": SCALARS[wanted]} | ({"minLength": 1} if wanted is str else {})
    if isinstance(wanted, types.UnionType):
        (present,) = (one for one in get_args(wanted) if one is not type(None))
        return _of(present, definitions)
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(wanted)[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(get_args(wanted)[1], definitions)}
    name = _name(wanted)
    if name not in definitions:
        definitions[name] = {}  # stands for it while it is made, should it hold itself
        definitions[name] = _family(wanted, definitions) if wanted in FAMILIES else _object(wanted, definitions)
    return {"$ref": f"#/definitions/{name}"}


def _family(wanted: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that goes by the field; editors then complete and complain about the chosen class alone."""
    field, classes = FAMILIES[wanted]
    return {
        "type": "object",
        "description": _description(wanted),
        "required": [field],
        "properties": {field: {"enum": list(classes)}},
        "allOf": [
            {"if": {"properties": {field: {"const": name}}, "required": [field]}, "then": _of(one, definitions)}
            for name, one in classes.items()
        ],
    }


def _object(wanted: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(wanted)
    fields = dataclasses.fields(wanted)
    properties = {field.name: _of(hints[field.name], definitions) | _narrower(wanted, field.name) for field in fields}
    required = [field.name for field in fields if field.default is field.default_factory is dataclasses.MISSING]
    return {
        "type": "object",
        "description": _description(wanted),
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _narrower(wanted: type, field: str) -> dict[str, Any]:
    if field == "id":
        return {"pattern": f"^{ID.pattern}$"}
    return next((found for one in wanted.__mro__ if (found := NARROWER.get((one.__name__, field)))), {})


def _name(wanted: type) -> str:
    """Return a name that says the kind too: several kinds have an Item."""
    module = wanted.__module__.rsplit(".", 1)[-1]
    return f"{module}.{wanted.__name__}"


def _description(wanted: type) -> str:
    return (inspect.getdoc(wanted) or "").split("\n\n")[0].replace("\n", " ")
