"""How is told what the public does not read of the Council, its elections and dialogues?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    "council.InstitutionRegistered": N_("The institution was registered: %(name)s."),
    "council.SeatTaken": N_("The seat %(seat)s was taken in: %(body)s."),
    "council.SeatGivenUp": N_("The seat %(seat)s was given up in: %(body)s."),
    "council.MeetingAwaited": N_("It is still to be held: %(meeting)s."),
    "council.MeetingSettled": N_("It was held or called off: %(meeting)s."),
    # ── elections ──
    "council.NominationReceived.candidate_name": N_("%(organisation)s nominated %(candidate_name)s."),
    "council.NominationReceived": N_("%(organisation)s nominated somebody."),
    "council.NominationChecked.accept": N_(
        "One of the panel is for accepting the nomination by %(organisation)s."
    ),
    "council.NominationChecked.ground": N_(
        "One of the panel is for refusing the nomination by %(organisation)s: %(ground)s."
    ),
    "council.NominationChecked": N_("One of the panel is for refusing the nomination by %(organisation)s."),
    "council.NominationAccepted": N_("The nomination by %(organisation)s was accepted."),
    "council.BallotReceived": N_("The ballot of %(organisation)s came: %(channel)s."),
    "council.RollClosed": N_("No ballot is received any more; ballots that came: %(received)s."),
    "council.ChoicesCast": N_("A ballot went into the ballot box, sealed."),
    "council.ByElectionCalled": N_("A by-election was called: %(election)s. Seats to be filled: %(seats)s."),
    # ── calls and dialogues ──
    "council.PositionReceived.title": N_("A position was received as an input to %(call)s: %(title)s."),
    "council.PositionReceived": N_("A position was received as an input to %(call)s."),
    "council.CallAnswered": N_("Every input has its answer; inputs: %(inputs)s."),
    "council.FacilitationRequested.institution": N_(
        "%(organisation)s asked for a dialogue with %(institution)s: %(topic)s."
    ),
    "council.FacilitationRequested": N_("%(organisation)s asked for a dialogue: %(topic)s."),
    "council.DialogueTargetSet": N_(
        "Principles of partnership to be recognised in %(year)s: %(principles)s in all."
    ),
    "council.LinkRecorded": N_("It was recorded that %(what)s followed from %(follows)s."),
}
