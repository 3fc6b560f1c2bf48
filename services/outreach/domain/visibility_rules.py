"""How does a funding agreement want itself shown? In versions: the texts changed before and will again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts import outreach
from shared.contracts.outreach import Acknowledgement
from shared.contracts.values import Id, Language, Text
from shared.kernel.entity import Command, Context, Decision, Elsewhere, Entity, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class SetVisibilityRules(Command):
    """Set how publications under a funding agreement must be marked, from a day on."""

    agreement: Id = Field(description="The short name of the agreement's fund")
    shown: Acknowledgement = Field(description="What every publication must say")
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        description="The languages in which a publication must be there"
    )
    marked_names: tuple[str, ...] = Field((), description="Names that need the mark behind them, e.g. Kosovo")
    mark: Annotated[str, Field(min_length=1, max_length=3)] = Field("*", description="The mark")
    effective_on: date = Field(description="The day from which they hold")
    standing: bool = Field(
        True, description="Drafts that write themselves are published under this agreement from now on"
    )


APART = ("agreement", "standing")


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Version:
    version: int
    effective_on: date
    shown: Acknowledgement
    languages: tuple[Language, ...]
    marked_names: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Rules:
    versions: tuple[Version, ...] = ()

    def on(self, day: date) -> Version | None:
        """The version that holds that day."""
        held = [version for version in self.versions if version.effective_on <= day]
        return max(held, key=lambda version: (version.effective_on, version.version), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    agreement: str | None = None


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class RuleNotInLanguage(Refusal):
    """The {element} is not given in {language}, which publications must have. Give it in that language."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: SetVisibilityRules, rules: Rules, ctx: Context) -> Decision:
    match command, rules:
        case SetVisibilityRules(), _ if gap := _gap(command.shown, command.languages):
            raise RuleNotInLanguage(element=gap[0], language=gap[1])
        case SetVisibilityRules(), Rules(versions=[*_, last]) if _says(command) == _same(last):
            return []
        case SetVisibilityRules(), Rules():
            return [_set(command, len(rules.versions) + 1, ctx), *_chosen(command, ctx)]


def _gap(shown: Acknowledgement, languages: tuple[Language, ...]) -> tuple[str, str] | None:
    texts: dict[str, Text] = {
        "statement": shown.statement,
        "disclaimer": shown.disclaimer,
        "designation": shown.designation,
    }
    gaps = ((name, lang) for name, text in texts.items() for lang in languages if lang not in text)
    return next(gaps, None)


def _set(command: SetVisibilityRules, version: int, ctx: Context) -> Event:
    return outreach.VisibilityRulesSet.model_validate(
        {**_says(command), "version": version, "set_on": ctx.on}
    )


def _chosen(command: SetVisibilityRules, ctx: Context) -> list[Elsewhere]:
    standing = ctx.of(STANDING, THE_STANDING)
    if not command.standing or standing.agreement == command.agreement:
        return []
    return [
        STANDING.at(THE_STANDING, outreach.AgreementChosen(agreement=command.agreement, chosen_on=ctx.on))
    ]


def _says(command: SetVisibilityRules) -> dict[str, object]:
    return {name: value for name, value in command if name not in APART}


def _same(version: Version) -> dict[str, object]:
    return {name: getattr(version, name) for name in SetVisibilityRules.model_fields if name not in APART}


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(rules: Rules, event: Event) -> Rules:
    match event:
        case outreach.VisibilityRulesSet():
            version = Version(
                event.version,
                event.effective_on,
                event.shown,
                event.languages,
                event.marked_names,
                event.mark,
            )
            return Rules((*rules.versions, version))
        case _:
            return rules


def evolve_standing(standing: Standing, event: Event) -> Standing:
    match event:
        case outreach.AgreementChosen(agreement=agreement):
            return Standing(agreement)
        case _:
            return standing


THE_STANDING = "standing"
STANDING: Entity[Standing] = Entity("outreach", "standing", initial=Standing(), evolve=evolve_standing)
VISIBILITY: Entity[Rules] = Entity(
    "outreach",
    "visibility",
    initial=Rules(),
    evolve=evolve,
    decide=decide,
    key=lambda command: command.agreement,
)
