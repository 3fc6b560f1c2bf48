"""What does a page say about who pays, and about the name Kosovo*, until an agreement's rules are recorded?

The rules themselves are data: the read model `portal.visibility`, from the events of SetVisibilityRules.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visibility:
    """The shape of the read model's `Shown`."""

    emblem: bool
    statement: dict[str, str]
    """Never shown without the emblem, nor the emblem without it."""
    disclaimer: dict[str, str]
    designation: dict[str, str]
    """The footnote to "Kosovo*"."""


AGREEMENT = Visibility(
    emblem=True,
    statement={
        "sq": "Bashkëfinancuar nga Bashkimi Evropian dhe nga FES Kosova*",
        "sr": "Sufinansiraju Evropska unija i FES Kosovo*",
        "en": "Co-funded by the European Union and by FES Kosovo*",
    },
    disclaimer={
        "sq": "Kjo faqe u përgatit me mbështetjen financiare të Bashkimit Evropian. Përmbajtja e saj është "
        "përgjegjësi vetëm e platformës dhe nuk pasqyron domosdoshmërisht qëndrimet e Bashkimit Evropian.",
        "sr": "Ova stranica je izrađena uz finansijsku podršku Evropske unije. Za njen sadržaj odgovorna je "
        "isključivo platforma i on ne odražava nužno stavove Evropske unije.",
        "en": "This site was made with the financial support of the European Union. Its contents are the "
        "responsibility of the platform alone and do not necessarily reflect the views of the "
        "European Union.",
    },
    designation={
        "sq": "Ky emërtim nuk paragjykon qëndrimet për statusin dhe është në përputhje me Rezolutën 1244 të "
        "Këshillit të Sigurimit të OKB-së dhe me mendimin e GJND-së për shpalljen e pavarësisë së Kosovës.",
        "sr": "Ovaj naziv ne prejudicira stavove o statusu i u skladu je sa Rezolucijom 1244 Saveta "
        "bezbednosti UN i mišljenjem Međunarodnog suda pravde o proglašenju nezavisnosti Kosova.",
        "en": "This designation is without prejudice to positions on status, and is in line with UNSCR 1244 "
        "and the ICJ Opinion on the Kosovo declaration of independence.",
    },
)
