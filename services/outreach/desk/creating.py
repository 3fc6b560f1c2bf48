"""What does a form begin that is not there yet? That gets its id by itself: nobody is asked for one. A table.

What is not written here either has an id that means something outside (a register number), or is there.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from services.outreach.desk.forms.fields import Field
from services.outreach.desk.forms.raw import Raw, first

NEW: Mapping[str, tuple[str, ...]] = {
    "council.RegisterInstitution": ("institution",),
    "council.AdoptStrategy": ("strategy",),
    "council.EstablishBody": ("body", "seats/seat"),
    "council.CallElection": ("election",),
    "council.RecordCommitment": ("commitment",),
    "council.ScheduleMeeting": ("meeting",),
    "council.OpenCall": ("call",),
    "council.RequestFacilitation": ("dialogue",),
    "council.RecordAct": ("act",),
    "council.ReceivePosition": ("position",),
    "grants.OpenFund": ("fund", "headings/heading"),
    "grants.AmendFund": ("headings/heading",),
    "grants.PrepareBatch": ("batch",),
    "membership.SetWorkingRules": ("checklist/principle",),
    "membership.FileComplaint": ("case",),
    "membership.ProposePosition": ("position",),
    "membership.LaunchInitiative": ("initiative",),
    "membership.AnnounceInternship": ("internship",),
    "membership.PlanTraining": ("training",),
    "outreach.OpenHub": ("hub",),
    "outreach.LogEnquiry": ("enquiry",),
    "outreach.HoldHubEvent": ("event",),
    "outreach.RecordVisibilityAction": ("action",),
    "outreach.CompileIssue": ("issue",),
    "outreach.OpenReport": ("report",),
    "outreach.DefineNewsletter": ("topics/topic",),
    "outreach.DefineLogframe": ("results/result", "results/indicators/indicator"),
}
"""By the command: the fields with the ids of what it begins."""
NEW_OR_KNOWN: Mapping[str, str] = {
    "council.OpenDialogue": "dialogue",
    "membership.PublishDocument": "document",
    "outreach.DraftPublication": "publication",
    "outreach.DefineLogframe": "logframe",
    "outreach.WriteSection": "section",
}
"""What may be begun by these, or written anew."""
MEANT = {"membership.RegisterOrganisation": "organisation"}
"""An id from outside: typed, and nothing that is known is offered."""
PERSONS = ("membership.OpenAccount",)
"""Whoever it is for is chosen in the form itself."""
_NUMBER = re.compile(r"/\d+(?=/)")


def begins(command: str, field: str) -> bool:
    """Whether this field may be of something that is not there yet."""
    some = (*NEW.get(command, ()), NEW_OR_KNOWN.get(command), MEANT.get(command))
    return field in some or command in PERSONS


def id_of(kind: str, form: str) -> str:
    """The same however often this form is sent."""
    return f"{kind.replace('_', '-')}-{uuid.uuid5(uuid.NAMESPACE_OID, form).hex[:12]}"


def shown(command: str, fields: Iterable[Field]) -> list[Field]:
    """Without the ids that come by themselves, as long as nothing is in them and nothing against them."""
    new = NEW.get(command, ())
    return [
        replace(field, parts=shown(command, field.parts), rows=[shown(command, row) for row in field.rows])
        for field in fields
        if _NUMBER.sub("", field.name) not in new or field.value or field.errors
    ]


def filled(command: str, raw: Raw, form: str) -> Raw:
    """With an id for all that is begun: of the form, and of its rows by their places."""
    found = dict(raw)
    for path in NEW.get(command, ()):
        *lists, kind = path.split("/")
        for place in _places(raw, lists):
            name = "/".join((*place, kind))
            if not first(raw, name):
                found[name] = [_numbered(found, kind, place) if place else id_of(kind, form)]
    return found


def _numbered(raw: Raw, kind: str, place: tuple[str, ...]) -> str:
    """By the place of the row, and by the next number where another row is called so."""
    *around, last = [int(part) + 1 for part in place if part.isdecimal()]
    taken = {value for name, values in raw.items() if name.endswith(f"/{kind}") for value in values}
    names = ("-".join(map(str, (kind, *around, number))) for number in itertools.count(last))
    return next(name for name in names if name not in taken)


def _places(raw: Raw, lists: list[str]) -> list[tuple[str, ...]]:
    """Where the rows of these lists, one in the other, were written."""
    pattern = re.compile("".join(rf"{name}/\d+/" for name in lists))
    found = {match[0] for name in raw if (match := pattern.match(name))} if lists else {""}
    return sorted(tuple(place.split("/")[:-1]) for place in found)
