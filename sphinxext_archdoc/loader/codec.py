"""Records as text and back: for the cache, and between processes.

The text is JSON, which cannot run code whoever wrote it. Objects are lists of the values
of their fields, in the order of the class; records begin with the name of their class. How
each class is written and read follows from its annotations, so that a new field needs no
change here; values that do not fit them are refused.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from sphinxext_archdoc import model
from sphinxext_archdoc.catalog import DocumentRecords

Reader = Callable[[Any], Any]


def encode(found: DocumentRecords) -> str:
    """Return *found* as text on one line."""
    return _JSON.encode(_plain(found))


def decode(text: str) -> DocumentRecords:
    """Return what :func:`encode` made *text* of; raise ValueError for any other text."""
    try:
        found = _object_reader(DocumentRecords)(json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"this is no encoded document: {error}") from error
    assert isinstance(found, DocumentRecords)
    return found


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AS_IT_IS = frozenset({str, int, bool, type(None)})


def _plain(value: Any) -> Any:
    owner: type = type(value)
    if owner in _AS_IT_IS or isinstance(value, Enum):
        return value
    if owner is tuple:
        return [item if type(item) in _AS_IT_IS else _plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    values = _values_of(owner)(value)
    plain = [item if type(item) in _AS_IT_IS else _plain(item) for item in values]
    return [owner.__name__, *plain] if isinstance(value, model.Record) else plain


@cache
def _values_of(owner: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of an object's fields; all classes have more than one."""
    return attrgetter(*_field_names(owner))


@cache
def _field_names(owner: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(owner))


@cache
def _object_reader(owner: type) -> Reader:
    """Return what makes an object of the class *owner* of the list of its values."""
    hints = typing.get_type_hints(owner)
    # Around ``__init__``, which takes half as long again; the classes have slots and no more.
    parts = [(getattr(owner, n).__set__, _reader(hints[n]), hints[n]) for n in _field_names(owner)]

    def read(values: Any) -> Any:
        made: Any = object.__new__(owner)
        for (put, read_value, hint), value in zip(parts, _list(values), strict=True):
            # What is there as it should be, which is most, costs no call.
            put(made, value if type(value) is hint else read_value(value))
        return made

    return read


def _record(values: Any) -> Any:
    name, *rest = _list(values)
    return _object_reader(_record_types()[name])(rest)


@cache
def _record_types() -> Mapping[str, type]:
    # Not by ``__subclasses__``, which also has what each class was before it got slots.
    classes = (found for found in vars(model).values() if isinstance(found, type))
    return {found.__name__: found for found in classes if issubclass(found, model.Record)}


@cache
def _reader(hint: Any) -> Reader:
    """Return what reads a value of the type *hint*."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional(arguments)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda values: tuple([item(value) for value in _list(values)])
    if origin is not None and issubclass(origin, Mapping):
        read = _reader(arguments[1])
        return lambda values: {_text(k): read(v) for k, v in _dict(values).items()}
    if hint is model.Record:
        return _record
    if issubclass(hint, Enum):
        return _enum(hint)
    return _scalar(hint) if hint in (str, int, bool) else _object_reader(hint)


def _optional(arguments: tuple[Any, ...]) -> Reader:
    (given,) = (argument for argument in arguments if argument is not type(None))
    read = _reader(given)
    return lambda value: None if value is None else read(value)


def _scalar(wanted: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not wanted:
            raise TypeError(f"{value!r} is no {wanted.__name__}")
        return value

    return read


def _enum(hint: type[Enum]) -> Reader:
    return hint


_text = _scalar(str)
_list = _scalar(list)
_dict = _scalar(dict)
