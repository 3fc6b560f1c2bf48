"""What is a record headed by that has no name of its own? Tables, by "service.entity"."""

from __future__ import annotations

from collections.abc import Mapping

from services.outreach.portal.marking import N_

OF: Mapping[str, str] = {
    "council.minutes": r"(?P<meeting>.+)",
    "council.roll": r"(?P<election>.+)",
    "council.ballot": r"(?P<election>.+)_(?P<organisation>[^_]+)",
    "council.vacancy": r"(?P<body>.+)",
    "council.diary": r"(?P<body>.+)",
    "council.holding": r"(?P<holder>.+)",
    "council.reception": r"(?P<position>.+)",
    "council.dialogue_target": r"(?P<year>\d{4})",
    "grants.window": r"(?P<meeting>.+)",
    "grants.claimant": r"(?P<organisation>.+)",
    "grants.means": r"(?P<organisation>.+)",
    "grants.traveller": r"(?P<person>.+)",
    "grants.receipt": r".+",
    "membership.membership": r"(?P<organisation>.+)",
    "membership.activity": r"(?P<organisation>.+)",
    "membership.acceptance": r"(?P<organisation>.+)",
    "membership.contribution": r"(?P<organisation>.+)",
    "membership.mandate_report": r"(?P<meeting>.+)_(?P<organisation>[^_]+)",
    "membership.account": r"(?P<person>.+)",
    "membership.mailbox": r".+",
    "outreach.delivery": r"(?P<issue>.+)--.+",
    "outreach.roll": r"(?P<topic>.+)--(?P<language>[a-z]+)",
    "outreach.visibility": r"(?P<fund>.+)",
}
"""Headed by the word for the kind and by what its id is made of, or the first thing that its begin names."""
BEGUN: Mapping[str, tuple[str, ...]] = {
    "grants.receipt": ("claim",),
    "membership.mailbox": ("person",),
}
"""Of these, what the first event names."""
SAID: Mapping[str, str] = {
    "council.link": N_("%(what)s, following from: %(follows)s"),
    "grants.batch": N_("payments prepared on %(prepared_on)s; claims: %(lines)s"),
    "membership.ethics_case": N_("complaint about %(respondent)s, filed on %(filed_on)s"),
    "membership.plan": N_("membership plan for %(year)s"),
    "outreach.subscription": N_("subscription of %(requested_at)s: %(topics)s; %(language)s"),
    "outreach.roll": N_("readers of the newsletter: %(topic)s; %(language)s"),
    "outreach.standing": N_("the agreement that news written by the platform name: %(agreement)s"),
    "outreach.hub_event": "%(title)s, %(hub)s, %(held_on)s",
}
"""Headed by a sentence with facts of the first event."""
ALONE: Mapping[str, str] = {
    "grants.fundbook": N_("all funds, as claims are checked against them"),
    "membership.territory": N_("regions and municipalities"),
    "membership.membership_rules": N_("rules of membership"),
    "membership.ethics_rules": N_("rules for complaints about the Code of Ethics"),
    "membership.working_rules": N_("rules for positions, reports and initiatives"),
    "membership.requirements": N_("documents that members have to accept"),
    "membership.roster": N_("all members, as they are looked through for silent ones"),
}
"""Of these there is one."""
WORDS = (N_("Diary"), N_("Fundbook"), N_("Requirements"))
"""Kinds that no command is for; the others are called by the commands' catalogue."""
TITLES = ("title", "name", "text", "topic")
"""What the first event may call the thing, where no read model has its name."""
