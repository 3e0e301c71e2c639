"""Turns plain data into the dataclasses of a definition, and what does not fit into problems."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

import cattrs
from cattrs import AttributeValidationNote, IterableValidationNote
from cattrs.cols import homogenous_tuple_structure_factory, mapping_structure_factory
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn

from reflect.nearest import expected, listed
from reflect.problems import Path

SCALARS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


class Misfit(ValueError):
    """A value that does not fit, with a message for the writer and the key below it that the message is about."""

    def __init__(self, what: str, *path: str) -> None:
        super().__init__(what)
        self.path = path


def structure[T](data: Any, wanted: type[T]) -> T:
    """Return the data as the wanted dataclass.

    Raises cattrs' errors, which `misfits` turns into paths and messages.
    """
    return _converter().structure(data, wanted)


def chosen_by[T](field: str, data: Mapping[str, Any], classes: Mapping[str, type[T]]) -> type[T]:
    """Return the class of a family that a field of the data names; raises Misfit for a name there is none of."""
    name = data.get(field)
    if not isinstance(name, str):
        raise Misfit(f"{field!r} is missing, expected one of {listed(classes)}; add a line '{field}: ...'")
    if name not in classes:
        raise Misfit(f"{field} {name!r} is unknown, {expected(name, classes)}", field)
    return classes[name]


def misfits(error: BaseException, data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the path and the message of everything in the data that did not fit, in no special order."""
    inside: Sequence[BaseException] = getattr(error, "exceptions", ())
    if isinstance(error, ClassValidationError):
        yield from _name_misfits(error, data, path)
        inside = [inner for inner in inside if not isinstance(inner, KeyError | ForbiddenExtraKeysError)]
    for inner in inside:
        step = _step(inner)
        below = path if step is None else (*path, step)
        yield from misfits(inner, data if step is None else _at(data, step), below)
    if isinstance(error, Misfit):
        yield (*path, *error.path), str(error)
    elif not hasattr(error, "exceptions"):
        yield path, f"{_shown(data)} does not fit here ({error}); compare it with another exercise of this kind"


def _name_misfits(error: ClassValidationError, data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the fields that are missing or unknown; one that is both is one misspelt field."""
    names = [field.name for field in dataclasses.fields(error.cl)]
    strangers = {key for inner in error.exceptions if isinstance(inner, ForbiddenExtraKeysError) for key in inner.extra_fields}
    missing = [str(_step(inner)) for inner in error.exceptions if isinstance(inner, KeyError)]
    for name in missing:
        near = difflib.get_close_matches(name, strangers, n=1, cutoff=0.6)
        if near:
            strangers.remove(near[0])
            yield (*path, near[0]), f"field {near[0]!r} is unknown here; rename it to {name!r}, which is missing"
        else:
            yield path, f"{name!r} is missing; add a line '{name}: ...'"
    for key in strangers:
        yield (*path, key), f"field {key!r} is unknown here, {expected(key, names)}"


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for scalar in SCALARS:
        converter.register_structure_hook(scalar, _scalar_hook(scalar))
    converter.register_structure_hook_factory(dataclasses.is_dataclass, functools.partial(_dataclass_hook, converter))
    converter.register_structure_hook_factory(_is_collection, functools.partial(_collection_hook, converter))
    converter.register_structure_hook_factory(
        lambda wanted: isinstance(wanted, types.UnionType), functools.partial(_optional_hook, converter)
    )
    return converter


def _is_collection(wanted: Any) -> bool:
    origin: Any = get_origin(wanted)
    return origin in (tuple, dict)


def _scalar_hook(scalar: type) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if scalar is float and type(value) is int:
            return float(value)
        if type(value) is not scalar:
            raise Misfit(f"{_shown(value)} is not {SCALARS[scalar]}; {_scalar_mend(value, scalar)}")
        if isinstance(value, str) and not value.strip():
            raise Misfit("the text is empty; write it, or remove the line")
        return value

    return hook


def _dataclass_hook(converter: cattrs.Converter, wanted: type) -> Callable[[Any, Any], Any]:
    """Structure a dataclass, or the one of its family that its `chosen` class method names."""
    chosen = vars(wanted).get("chosen")
    inner: Callable[[Any, Any], Any] | None = None
    if chosen is None:
        inner = make_dict_structure_fn(wanted, converter, _cattrs_forbid_extra_keys=True)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            names = listed(field.name for field in dataclasses.fields(wanted))
            raise Misfit(f"{_shown(value)} stands where named fields are expected; write them as 'name: value', from {names}")
        if inner is None:
            return converter.structure(value, wanted.chosen(value))  # type: ignore[attr-defined]
        return inner(value, wanted)

    return hook


def _collection_hook(converter: cattrs.Converter, wanted: Any) -> Callable[[Any, Any], Any]:
    """Structure a tuple or a dict by cattrs, once it is a list or a mapping; a text would pass for a list of letters."""
    is_tuple = get_origin(wanted) is tuple
    factory = homogenous_tuple_structure_factory if is_tuple else mapping_structure_factory
    inner: Callable[[Any, Any], Any] = factory(wanted, converter)

    def hook(value: Any, _: Any) -> Any:
        if is_tuple and not isinstance(value, list | tuple):
            raise Misfit(f"{_shown(value)} stands where a list is expected; put each entry on a line that starts with '- '")
        if not is_tuple and not isinstance(value, dict):
            raise Misfit(f"{_shown(value)} stands where named entries are expected; write each as 'name: value'")
        return inner(value, wanted)

    return hook


def _optional_hook(converter: cattrs.Converter, wanted: Any) -> Callable[[Any, Any], Any]:
    (present,) = (one for one in get_args(wanted) if one is not type(None))
    return lambda value, _: None if value is None else converter.structure(value, present)


def _step(error: BaseException) -> str | int | None:
    """Return the key or index that cattrs noted on an error, the step from its parent to it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name
        if isinstance(note, IterableValidationNote):
            return note.index
    return None


def _at(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _shown(value: Any) -> str:
    """Return the value as a writer wrote it, cut where it would fill the line."""
    text = "nothing" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _scalar_mend(value: Any, scalar: type) -> str:
    if scalar is str and isinstance(value, int | float | bool):
        return f'put quotes round it: "{_shown(value)}"'
    if scalar is str:
        return "write one text"
    if scalar is bool:
        return "write true or false, without quotes"
    return "write it in digits, without quotes"
