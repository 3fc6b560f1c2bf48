"""A member's life on the real processes: refusal, appeal, suspension, resignation, a second spell, silence;
an ethics case that ends in expulsion and vacates a Council seat; a person who is forgotten.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest

from shared.kernel.event import Ref
from tests.platform import People, Platform
from tests.stories import programme
from tests.stories.life import (
    admit,
    ago,
    apply,
    day,
    history,
    membership_of,
    own,
    recorded,
    until,
)

ANNA, BESA, CAMI, DINA = "5120001", "5120002", "5120003", "5120004"
CASE = "case-1"
PANEL = ("p-judge-1", "p-judge-2", "p-judge-3")


@pytest.fixture(scope="module")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("life") / "data")
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def people(platform: Platform) -> AsyncIterator[People]:
    async with platform.people() as connected:
        yield connected


async def test_01_the_board_sets_the_rules(people: People) -> None:
    await programme.prepare(people)
    for organisation, name in ((ANNA, "Anna"), (BESA, "Besa"), (CAMI, "Cami"), (DINA, "Dina")):
        await programme.register(people, organisation, f"Society {name}")
    rules = {"appeal_days": 60, "passive_months": 24, "reminder_days": [30], "decision_ref": "Assembly"}
    await people.accepted("membership", "SetMembershipRules", "board", **rules, **ago(900))
    ethics = dict.fromkeys(
        (
            "assessment_days",
            "panel_days",
            "hearing_days",
            "finding_days",
            "sanction_days",
            "appeal_decision_days",
        ),
        30,
    )
    deciding = {"panel_size": 3, "appeal_days": 15, "decision_ref": "Assembly", **ethics}
    await people.accepted("membership", "SetEthicsRules", "board", **deciding, **ago(900))


async def test_02_a_refusal_is_appealed_and_others_decide(people: People) -> None:
    await apply(people, ANNA, 50)
    refusing = {"organisation": ANNA, "reason": "No certificate", **ago(45)}
    await people.accepted("membership", "RefuseMember", "board", acting="p-first", **refusing)
    lodging = {"organisation": ANNA, "grounds": "Here it is", **ago(40)}
    await people.accepted("membership", "AppealRefusal", own(ANNA), **lodging)
    deciding = {
        "organisation": ANNA,
        "upheld": True,
        "reason": "It is there",
        "decision_ref": "B-2",
        **ago(35),
    }
    why = await people.refused("membership", "DecideAppeal", "board", acting="p-first", **deciding)
    assert why == "decided-first"
    await people.accepted("membership", "DecideAppeal", "board", acting="p-second", **deciding)
    assert "Member since" in await people.page(f"/en/organisations/{ANNA}")


async def test_03_a_refusal_that_nobody_appeals_becomes_final_by_its_timer(
    people: People, platform: Platform
) -> None:
    await apply(people, DINA, 120)
    refusing = {"organisation": DINA, "reason": "Not a CSO", **ago(100)}
    await people.accepted("membership", "RefuseMember", "board", **refusing)
    (final,) = await recorded(platform, membership_of(DINA), "RefusalBecameFinal")
    assert final.final_on == date.fromisoformat(day(39)), "the day after the last for an appeal"
    late = {"organisation": DINA, "grounds": "We are", **ago(38)}
    assert await people.refused("membership", "AppealRefusal", own(DINA), **late) == "appeal-too-late"


async def test_04_a_suspension_ends_by_itself_on_the_day_after_its_last(
    people: People, platform: Platform
) -> None:
    suspending = {"organisation": ANNA, "reason": "No report", "until": day(20), **ago(30)}
    await people.accepted("membership", "SuspendMember", "board", **suspending)
    (over,) = await recorded(platform, membership_of(ANNA), "SuspensionEnded")
    assert over.ended_on == date.fromisoformat(day(19))
    page = await people.page(f"/en/organisations/{ANNA}")
    assert "Suspended from" in page
    assert "Reason: No report" in page


async def test_05_it_resigns_and_comes_back_for_a_second_spell(people: People) -> None:
    leaving = {"organisation": ANNA, "reason": "No capacity", **ago(15)}
    await people.accepted("membership", "ResignMembership", own(ANNA), **leaving)
    await apply(people, ANNA, 10)
    await admit(people, ANNA, 5)
    page = await people.page(f"/en/organisations/{ANNA}")
    assert "Member from" in page
    assert "Member since" in page
    assert "No capacity" not in page, "why it left is for the platform's own people"


async def test_06_why_did_they_leave_and_what_did_we_know_on_that_day(platform: Platform) -> None:
    code, said = await platform.civikos("read", "reporting.membership", ANNA)
    assert code == 0, said
    assert "No capacity" in said
    code, said = await platform.civikos("history", f"membership.membership.{ANNA}")
    assert code == 0, said
    assert [
        word for word in ("p-first", "p-second", "RefusalAppealed", "MemberResigned") if word not in said
    ] == []


async def test_07_a_silent_member_becomes_passive_and_can_be_expelled(
    people: People, platform: Platform
) -> None:
    await apply(people, BESA, 800)
    await admit(people, BESA, 790)
    (passive,) = await recorded(platform, Ref("membership", "activity", BESA), "MemberBecamePassive")
    assert (passive.months, passive.evidence.sign) == (24, "joined")
    expelling = {"organisation": BESA, "reason": "Not seen for two years"}
    await people.accepted("membership", "ExpelMember", "board", **expelling)
    assert "expelled as a passive member" in await people.page(f"/en/organisations/{BESA}")
    lively = {"organisation": ANNA, "reason": "Not seen"}
    assert await people.refused("membership", "ExpelMember", "board", **lively) == "not-passive"


async def test_08_an_ethics_case_goes_before_a_panel_of_no_party(people: People) -> None:
    await apply(people, CAMI, 400)
    await admit(people, CAMI, 390)
    await programme.establish_council(people)
    await programme.fill(people, "cso-02", "organisation", CAMI, "election")
    complaint = {"case": CASE, "complainant": ANNA, "respondent": CAMI, "summary": "It spoke in our name"}
    await people.accepted("membership", "FileComplaint", own(ANNA), **complaint, **ago(100))
    assessing = {"case": CASE, "admissible": True, "reason": "The Code forbids it", **ago(95)}
    await people.accepted("membership", "AssessAdmissibility", "secretariat", **assessing)
    naming = {
        "organisation": CAMI,
        "person": "p-biased",
        "name": "Invented Name",
        "role": "voting",
        "since": day(390),
    }
    await people.accepted("membership", "NameRepresentative", "secretariat", **naming)
    biased = {"case": CASE, "panel": ["p-biased", *PANEL[1:]], **ago(90)}
    assert await people.refused("membership", "AppointPanel", "board", **biased) == "panellist-of-party"
    appointing = {"case": CASE, "panel": ["p-conflicted", *PANEL[1:]], **ago(90)}
    await people.accepted("membership", "AppointPanel", "board", **appointing)
    declaring = {"case": CASE, "reason": "Worked with it", **ago(89)}
    await people.accepted("membership", "DeclareConflict", "panel", acting="p-conflicted", **declaring)
    replacing = {"case": CASE, "panellist": "p-conflicted", "replacement": PANEL[0], **ago(88)}
    await people.accepted("membership", "ReplacePanellist", "board", **replacing)
    hearing = {"case": CASE, "heard_on": day(80), "respondent_heard": True, "notes": "It admits", **ago(80)}
    await people.accepted("membership", "RecordHearing", "panel", acting=PANEL[0], **hearing)


async def test_09_a_step_that_is_late_is_overdue_by_its_timer(people: People, platform: Platform) -> None:
    (late,) = await recorded(platform, Ref("membership", "ethics_case", CASE), "CaseStepOverdue")
    assert (late.step, late.due_on) == ("finding", date.fromisoformat(day(50)))


async def test_10_it_ends_in_expulsion_and_the_council_seat_falls_vacant_across_restarts(
    people: People, platform: Platform
) -> None:
    finding = {"case": CASE, "breach": True, "reasons": "Proven", **ago(40)}
    await people.accepted("membership", "RecordFinding", "panel", acting=PANEL[1], **finding)
    imposing = {"case": CASE, "sanction": "expulsion", "reasons": "It happened twice", **ago(30)}
    platform.kill("council")
    await people.accepted("membership", "ImposeSanction", "board", acting="p-chair", **imposing)
    platform.kill("membership")
    await recorded(platform, Ref("membership", "ethics_case", CASE), "SanctionBecameFinal")
    (expelled,) = await recorded(platform, membership_of(CAMI), "MemberExpelled")
    assert (expelled.case, expelled.reason) == (CASE, "It happened twice")
    (vacated,) = await recorded(platform, Ref("council", "body", "council"), "SeatVacated")
    assert (vacated.seat, vacated.holder.id) == ("cso-02", CAMI)
    page = await people.page(f"/en/organisations/{CAMI}")
    assert "expelled for a breach of the Code of Ethics" in page
    await people.accepted("membership", "CloseCase", "secretariat", case=CASE)


async def test_11_an_account_is_one_for_an_address_and_a_person_is_forgotten(
    people: People, platform: Platform
) -> None:
    opening = {"person": "p-drita", "name": "Drita Invented", "email": "drita@example.org"}
    await people.accepted("membership", "OpenAccount", "admin", **opening)
    other = {"person": "p-other", "name": "Other", "email": "Drita@Example.org"}
    assert await people.refused("membership", "OpenAccount", "admin", **other) == "email-taken"
    account = Ref("membership", "account", "p-drita")
    (opened,) = await recorded(platform, account, "AccountOpened")
    assert opened.name.value == "Drita Invented"
    forgetting = {"person": "p-drita", "reason": "Asked for it"}
    await people.accepted("membership", "ForgetPerson", "admin", **forgetting)

    async def unreadable() -> bool:
        return (await history(platform, account))[0].name.value is None

    await until(unreadable)
    await people.accepted("membership", "OpenAccount", "admin", **other)
    again = await people.refused("membership", "OpenAccount", "admin", **opening)
    assert again == "person-forgotten-already"


async def test_12_of_many_accounts_opened_at_once_with_one_address_one_is_there(people: People) -> None:
    answers = await asyncio.gather(
        *(
            people.give(
                "membership",
                "OpenAccount",
                "admin",
                person=f"p-twin-{n}",
                name="Twin",
                email="twin@example.org",
            )
            for n in range(20)
        )
    )
    refused = [answer["type"].rpartition(":")[2] for answer in answers if "status" in answer]
    assert refused == ["email-taken"] * 19


async def test_13_a_new_document_reminds_members_who_have_not_accepted_it(
    people: People, platform: Platform
) -> None:
    statute = {"title": programme.text("Statute"), "effective_on": day(40), "sha256": "b" * 64}
    await people.accepted(
        "membership", "PublishDocument", "secretariat", document="statute", **statute, **ago(45)
    )
    (reminded,) = await recorded(platform, Ref("membership", "document", "statute"), "AcceptanceReminded")
    assert (reminded.version, reminded.organisations) == (1, (ANNA,)), "who is a member now"


async def test_14_every_read_model_equals_the_fold_of_the_log(platform: Platform) -> None:
    code, said = await platform.civikos("verify")
    assert code == 0, said
