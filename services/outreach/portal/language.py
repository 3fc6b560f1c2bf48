"""How does the portal speak to a reader: words, dates, numbers and names in the reader's language?"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_timezone_name
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import NullTranslations, Translations
from markupsafe import Markup, escape

from services.outreach.projections.portal.naming import shown_in

TWO_STOPS = re.compile(r"(?<!\.)\.(</\w+>)?\.(?!\.)")
"""Where a date that ends with a stop, as Serbian ones do, ends a sentence."""
LOCALES = Path(__file__).parent / "locales"
KNOWN = {"sq": "sq", "sr": "sr_Latn", "en": "en_GB"}
"""The portal's languages, the default first, with the locale that formats for each."""
OWN_NAMES = {"sq": "Shqip", "sr": "Srpski", "en": "English"}
ROMANI = {"sq": "romisht", "sr": "romski", "en": "Romani"}
"""The one name of a language that CLDR lacks, or has in an older form."""
DATES = {"sr": "d. M. y.", "en": "d MMMM y", "sq": "d MMMM y"}
"""Serbian months would need a case in a sentence; digits never do."""


MONTHS = {"sr": "LLLL y.", "en": "MMMM y", "sq": "MMMM y"}


def negotiate(accept_language: str) -> str:
    """The reader's best language of ours, by the browser's `Accept-Language`."""
    wishes = []
    for place, wish in enumerate(accept_language.split(",")):
        tag, _, parameters = wish.strip().partition(";")
        wishes.append((-_quality(parameters), place, tag.split("-")[0].strip().lower()))
    near = {"bs": "sr", "hr": "sr", "sh": "sr", "cnr": "sr"} | {code: code for code in KNOWN}
    return next((near[tag] for quality, _, tag in sorted(wishes) if quality and tag in near), "sq")


def _quality(parameters: str) -> float:
    try:
        return float(parameters.partition("q=")[2] or 1)
    except ValueError:
        return 0


def translations(code: str) -> NullTranslations:
    """Read from the .po files at start; English is the language of the messages, and has few of its own."""
    merged = Catalog(locale=KNOWN[code])
    for path in sorted((LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=KNOWN[code]):
                if message.id:
                    merged.add(message.id, message.string)
    if not len(merged):
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


class Language:
    """One of the portal's languages, with everything that is said differently in it."""

    def __init__(self, code: str, zone: ZoneInfo) -> None:
        self.code, self.zone = code, zone
        self.own_name = OWN_NAMES[code]
        self.locale = Locale.parse(KNOWN[code])
        self.translations = translations(code)

    def say(self, message: str, **names: Any) -> Markup:
        """A message of ours; what is put into it is escaped unless it is markup."""
        text = Markup(self.translations.gettext(message))
        return Markup(TWO_STOPS.sub(r".\1", str(text % names))) if names else text

    def words(self, text: str) -> str:
        """Words that come from a schema or a service, as they are: a per cent sign in them means nothing."""
        return str(self.translations.gettext(text)) if text else ""

    def several(self, one: str, many: str, n: int) -> Markup:
        return Markup(self.translations.ngettext(one, many, n)) % {"n": self.number(n)}

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self.locale))

    def size(self, count: int) -> str:
        """Of a file, from its bytes: "84 kB", "1.4 MB"."""
        kilo = max(1, round(count / 1000))
        value, unit = (kilo, "kB") if kilo < 1000 else (round(count / 1_000_000, 1), "MB")
        return f"{self.number(value)}\N{NO-BREAK SPACE}{unit}"

    def percent(self, value: int) -> str:
        return str(format_percent(value / 100, locale=self.locale))

    def money(self, cents: int, currency: str) -> str:
        return str(format_currency(cents / 100, currency, locale=self.locale))

    def day(self, value: str) -> str:
        """Of an ISO day or moment; a moment's day is the one where the platform is."""
        return str(format_date(self._day(value), DATES[self.code], locale=self.locale))

    def month(self, value: str) -> str:
        """Of "2015-09"."""
        return str(format_date(date.fromisoformat(f"{value}-01"), MONTHS[self.code], locale=self.locale))

    def weekday(self, value: str) -> str:
        return str(format_date(self._day(value), "EEEE", locale=self.locale))

    def time(self, moment: str) -> str:
        return str(format_time(self._moment(moment), "HH:mm", tzinfo=self.zone, locale=self.locale))

    def moment(self, moment: str) -> str:
        """Day and time of day."""
        at = format_datetime(
            self._moment(moment), f"{DATES[self.code]}, HH:mm", tzinfo=self.zone, locale=self.locale
        )
        return str(at)

    def zone_name(self, zone: str) -> str:
        """Of an IANA zone, which is called by a city that may be elsewhere: "Central European Time"."""
        return str(get_timezone_name(zone, locale=self.locale))

    def machine_day(self, value: str) -> str:
        """For `<time datetime>`."""
        return self._day(value).isoformat()

    def listing(self, parts: list[Any]) -> Markup:
        """ "a, b and c"; each part is escaped."""
        return Markup(format_list([str(escape(part)) for part in parts], locale=self.locale))

    def language_name(self, code: str) -> str:
        names = {**self.locale.languages, "rom": ROMANI[self.code]}
        return str(names.get(code, code))

    def pick(self, text: Mapping[str, str] | None) -> tuple[str, str]:
        """The text's language and the text, in the reader's language if it has it."""
        if not text:
            return self.code, "—"
        found = shown_in(text, self.code)
        return found, text[found]

    def name(self, text: Mapping[str, str] | None) -> Markup:
        """A name: tagged with its language for screen readers, otherwise as it is."""
        lang, words = self.pick(text)
        return escape(words) if lang == self.code else Markup('<span lang="{}">{}</span>').format(lang, words)

    def text(self, text: Mapping[str, str] | None) -> Markup:
        """A text to be read: if it is not translated, that is said in a mark behind it."""
        lang, words = self.pick(text)
        if lang == self.code:
            return escape(words)
        mark = '<span lang="{}">{}</span> <abbr class="untranslated" title="{}">{}</abbr>'
        return Markup(mark).format(lang, words, self.untranslated(lang), lang)

    def plain(self, text: Mapping[str, str] | None) -> str:
        return self.pick(text)[1]

    def untranslated(self, lang: str) -> str:
        return str(self.say("Not translated yet; shown in: %(language)s", language=self.language_name(lang)))

    def _moment(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment)

    def _day(self, value: str) -> date:
        if "T" in value:
            return self._moment(value).astimezone(self.zone).date()
        return date.fromisoformat(value)
