"""Under which subject does an event stand in the log?

`civikos.log.<service>.<entity>.<id>.<version>.<Type>`: one subject per event, so that a version of an
entity is taken at most once, and so that readers filter on the server by any of the parts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shared.kernel.event import Ref

ROOT = "civikos.log"
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


class NotAToken(ValueError):
    """A part of a subject is empty, too long, or has characters that mean something in a subject."""

    def __init__(self, what: str, text: str) -> None:
        super().__init__(
            f"{what} {text!r} cannot stand in a subject: 1 to 80 letters, digits, hyphens and underscores, "
            "the first a letter or digit"
        )


class Subject(NamedTuple):
    """What a subject says."""

    ref: Ref
    version: int
    type_name: str
    """The event's permanent name: `<service>.<Type>`."""


def subject_of(ref: Ref, version: int, type_name: str) -> str:
    """
    Raises:
        NotAToken: a part cannot stand in a subject.
        ValueError: the event belongs to another service than the entity, or the version is not 1, 2, 3 …
    """
    service, _, type_ = type_name.partition(".")
    if service != ref.service:
        raise ValueError(f"{type_name} cannot be recorded on {ref}: it is not an event of {ref.service}")
    if version < 1:
        raise ValueError(f"{ref}: there is no version {version}")
    return f"{_entity(ref)}.{version}.{_token('event type', type_)}"


def version_filter(ref: Ref, version: int) -> str:
    """Matches this version of the entity, whatever its type.

    Every writer must send exactly this string: a cluster compares the filters of appends in flight as
    text, and two different texts for one version would let two writers win.
    """
    return f"{_entity(ref)}.{version}.*"


def entity_filter(ref: Ref) -> str:
    """Matches every event of the entity."""
    return f"{_entity(ref)}.>"


def type_filter(type_name: str) -> str:
    """Matches every event of this type, whatever the entity."""
    service, _, type_ = type_name.partition(".")
    return f"{ROOT}.{_token('service', service)}.*.*.*.{_token('event type', type_)}"


def parse(subject: str) -> Subject:
    """
    Raises:
        ValueError: this is not a subject of the log.
    """
    parts = subject.split(".")
    if len(parts) != 7 or not subject.startswith("civikos.log."):
        raise ValueError(f"{subject!r} is not a subject of the log")
    _, _, service, entity, id, version, type_ = parts
    return Subject(Ref(service, entity, id), int(version), f"{service}.{type_}")


def _entity(ref: Ref) -> str:
    return f"{ROOT}.{_token('service', ref.service)}.{_token('entity', ref.entity)}.{_token('id', ref.id)}"


def _token(what: str, text: str) -> str:
    if TOKEN.fullmatch(text) is None:
        raise NotAToken(what, text)
    return text
