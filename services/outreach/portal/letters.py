"""What do our letters say: the one that asks for confirmation, an issue, the one about a new address?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.outreach.domain.issue import Compiled
from services.outreach.newsletter.addresses import Links
from services.outreach.portal.language import KNOWN, Language
from services.outreach.portal.pages.news import paragraphs
from services.outreach.portal.visibility import AGREEMENT
from shared.kernel.mail import letter

TEMPLATES = Path(__file__).parent / "templates" / "letters"
LIST = "newsletter.civikos"


@dataclass(frozen=True)
class Letters:
    """Writes letters in the reader's language."""

    base: str
    languages: Mapping[str, Language]
    environments: Mapping[str, Environment]

    def confirmation(self, email: str, links: Links, until: str, id: str) -> EmailMessage:
        language = self.languages[links.language]
        subject = str(language.say("Confirm that you want the newsletter"))
        return letter(
            email,
            subject,
            self._render("confirmation.text.html", language, links=links, until=until),
            id=id,
            headers={"Auto-Submitted": "auto-generated"},
        )

    def address_changed(self, email: str, which: str, day: str, id: str) -> EmailMessage:
        """To the address `before` or `now`. Nobody knows the reader's language: it speaks all of them."""
        spoken = self.languages.values()
        return letter(
            email,
            " · ".join(str(language.say("E-mail address changed")) for language in spoken),
            "\n".join(self._render(f"address_{which}.text.html", one, day=day) for one in spoken),
            id=id,
            headers={"Auto-Submitted": "auto-generated"},
        )

    def issue(
        self, email: str, issue: Compiled, links: Links, id: str, shown: Mapping[str, Any] | None = None
    ) -> EmailMessage:
        """`shown`: what the agreement wants said of its funding."""
        language = self.languages[links.language]
        said: dict[str, Any] = {
            "issue": issue,
            "links": links,
            "first": lambda text: paragraphs(text)[0],
            "visibility": shown or AGREEMENT,
        }
        return letter(
            email,
            issue.subject,
            self._render("issue.text.html", language, **said),
            html=self._render("issue.html", language, **said),
            id=id,
            headers={
                "List-Id": f"{issue.topic} <{issue.topic}.{LIST}>",
                "List-Unsubscribe": f"<{links.leave}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Content-Language": issue.language,
                "Precedence": "bulk",
            },
        )

    def _render(self, template: str, language: Language, **shown: Any) -> str:
        return self.environments[language.code].get_template(template).render(base=self.base, **shown)


def letters(base: str, zone: ZoneInfo) -> Letters:
    languages = {code: Language(code, zone) for code in KNOWN}
    return Letters(
        base if base.endswith("/") else f"{base}/",
        languages,
        {code: _environment(language) for code, language in languages.items()},
    )


def _environment(language: Language) -> Environment:
    def escaped(name: str | None) -> bool:
        return not (name and name.endswith(".text.html"))

    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    plain: Callable[[Any], str] = language.plain
    env.filters |= {"plain": plain, "day": language.day, "moment": language.moment}
    env.globals |= {"language": language}
    return env
