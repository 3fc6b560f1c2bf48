"""Territory, organisations, documents, memberships: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator

from shared.cli.programme.rows import Programme, Row, give, sha256, text


def territory(p: Programme) -> Iterator[Row]:
    yield give(
        p.staff["register"],
        "DefineTerritory",
        "2007-04-23",
        "territory",
        regions=[{"id": r["region"], "name": text(r)} for r in p.table("regions.csv")],
        municipalities=[
            {"id": r["municipality"], "name": text(r), "region": r["region"]}
            for r in p.table("municipalities.csv")
        ],
    )


def documents(p: Programme) -> Iterator[Row]:
    for r in p.table("documents.csv"):
        yield give(
            p.staff["register"],
            "PublishDocument",
            r["effective_on"],
            f"{r['document']}/{r['version']}",
            about="documents",
            document=r["document"],
            title=text(r),
            effective_on=r["effective_on"],
            sha256=sha256((p.directory / r["file"]).read_bytes()),
        )


def organisations(p: Programme) -> Iterator[Row]:
    for r in p.table("organisations.csv"):
        organisation, on = r["organisation"], r["registered_on"]
        yield give(
            p.staff["register"],
            "RegisterOrganisation",
            on,
            organisation,
            organisation=organisation,
            name=text(r),
            legal_form=r["legal_form"],
            municipality=r["municipality"],
            fields_of_work=r["fields_of_work"].split(),
            founded_on=r["founded_on"],
            languages=r["languages"].split(),
        )
        yield give(
            p.staff["register"],
            "NameRepresentative",
            on,
            organisation,
            organisation=organisation,
            person=r["representative"],
            name=r["representative_name"],
            email=f"{r['representative']}@example.org",
            role="voting",
            since=on,
        )


def acceptances(p: Programme) -> Iterator[Row]:
    for r in p.table("acceptances.csv"):
        organisation = r["organisation"]
        yield give(
            p.representatives[organisation],
            "AcceptDocument",
            r["accepted_on"],
            f"{organisation}/{r['document']}/{r['version']}",
            about=organisation,
            organisation=organisation,
            document=r["document"],
            version=int(r["version"]),
        )


def memberships(p: Programme) -> Iterator[Row]:
    for r in p.table("memberships.csv"):
        yield from _application(p, r)
        organisation = r["organisation"]
        if r["decision"] == "admit":
            decided = {"decision_ref": r["reference_or_reason"], "joined_on": r["decided_on"]}
            yield give(
                p.staff["board"],
                "AdmitMember",
                r["decided_on"],
                organisation,
                organisation=organisation,
                **decided,
            )
        if r["decision"] == "refuse":
            yield give(
                p.staff["board"],
                "RefuseMember",
                r["decided_on"],
                organisation,
                organisation=organisation,
                reason=r["reference_or_reason"],
            )
        if r["resigned_on"]:
            yield give(
                p.representatives[organisation],
                "ResignMembership",
                r["resigned_on"],
                organisation,
                organisation=organisation,
                reason=r["resignation_reason"],
            )


def _application(p: Programme, r: dict[str, str]) -> Iterator[Row]:
    organisation = r["organisation"]
    yield give(
        p.representatives[organisation],
        "ApplyForMembership",
        r["applied_on"],
        organisation,
        organisation=organisation,
        motivation=r["motivation"],
    )
    if r["checked_on"]:
        yield give(
            p.staff["register"],
            "CheckApplication",
            r["checked_on"],
            organisation,
            organisation=organisation,
            complete=r["complete"] == "yes",
            findings=r["findings"],
        )
