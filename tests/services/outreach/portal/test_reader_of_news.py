"""Does a reader find a word, the news, a report and its evidence, the figures, and the data itself?"""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.async_api import Page, expect

from tests.services.outreach.opened import opens
from tests.services.outreach.portal.reading import WIDTH, follow, headed, saved

pytestmark = pytest.mark.browser


@opens("/search", "/organisations/{id}")
async def test_a_word_is_sought_from_any_page_and_in_another_language(reader: Page) -> None:
    await reader.goto("/en/calendar")
    await reader.get_by_label("Words to search for").fill("DUKAGJINIT")
    await reader.get_by_role("banner").get_by_role("button", name="Search").click()
    await headed(reader, "Search for “DUKAGJINIT”")
    found = reader.get_by_role("region", name="Organisations")
    await expect(found.get_by_role("link")).to_have_text("Dukagjini Youth")
    await reader.get_by_role("link", name="Shqip").click()
    await headed(reader, "Kërkimi për «DUKAGJINIT»")
    await follow(reader.get_by_role("main"), "Shoqata Rinia e Dukagjinit", "Shoqata Rinia e Dukagjinit")


@opens("/search")
async def test_words_that_stand_nowhere_are_answered_with_advice(telephone: Page) -> None:
    await telephone.goto("/en/search?q=hippopotamus")
    await expect(telephone.get_by_role("status").last).to_contain_text("Fewer or shorter words find more.")
    await telephone.get_by_label("Words, in any of the languages").fill("konsultim publik")
    await telephone.get_by_label("Words, in any of the languages").press("Enter")
    await follow(
        telephone.get_by_role("region", name="Consultations"),
        "Regulation on public consultation",
        "Regulation on public consultation",
    )


@opens("/search", "/documents", "/organisations/{id}")
async def test_why_something_was_found_is_read_before_it_is_opened(telephone: Page) -> None:
    await telephone.goto("/sr/search?q=plani+punes")
    why = telephone.get_by_role("region", name="Sednice").get_by_role("listitem").first
    await expect(why.get_by_role("mark")).to_have_text(["Plani", "punës"])
    await telephone.goto("/en/search?q=code+of+ethics")
    found = telephone.get_by_role("region", name="Binding documents")
    await expect(found).to_contain_text("Version 1")
    await follow(found, "Code of Ethics", "Binding documents")
    await expect(telephone.get_by_role("region", name="Code of Ethics")).to_contain_text("in force from")
    await expect(telephone.get_by_role("region", name="History")).to_contain_text("Version 1")
    await telephone.goto("/en/organisations/5900001-1")
    await follow(telephone.get_by_role("region", name="History"), "Code of Ethics", "Binding documents")


@opens("/news", "/news/{id}", "/meetings/{id}", "/news.atom")
async def test_news_are_chosen_by_kind_and_show_what_was_corrected(reader: Page) -> None:
    await reader.goto("/en/news")
    shown = reader.get_by_role("article")
    await expect(shown).to_have_count(2)
    await reader.get_by_role("navigation", name="Kinds").get_by_role("link", name="News items").click()
    await expect(shown).to_have_count(1)
    await follow(shown, "What the Council decided", "What the Council decided")
    await expect(shown).to_contain_text("Corrected on 23 April 2015: The number was missing")
    await reader.emulate_media(media="print")
    await expect(shown.get_by_text("The number was missing")).to_be_visible()
    await reader.emulate_media(media="screen")
    await reader.get_by_role("main").get_by_role("link", name="News").click()
    await follow(reader.get_by_role("main"), "The Council meets", "The Council meets")
    about = "More on the page of what this is about"
    await follow(reader, about, "Meeting of 21 April 2015")
    await reader.goto("/en/news")
    feed = await reader.get_by_role("link", name="Follow by Atom feed").get_attribute("href")
    assert "The Council meets" in await reader.evaluate("async at => (await fetch(at)).text()", feed)


@opens("/reports", "/reports/{id}", "/reports/{id}.xlsx", "/reports/{id}.pdf")
async def test_a_figure_of_a_report_leads_to_the_events_behind_it(reader: Page) -> None:
    await reader.goto("/en/reports")
    await follow(reader.get_by_role("main"), "A working relation", "A working relation")
    row = reader.get_by_role("row", name="Meetings held (meetings)")
    await expect(row.get_by_role("cell")).to_have_text(["0", "8", "2", "1", "2", "Minutes"])
    behind = reader.get_by_role("group").filter(has_text="The events behind “Meetings held (meetings)”")
    await expect(behind.get_by_role("listitem").first).to_be_hidden()
    await behind.get_by_text("The events behind").click()
    await expect(behind.get_by_role("listitem").first).to_contain_text(re.compile(r"event \d+"))
    assert (await saved(reader, reader.get_by_role("link", name="XLSX"))).startswith(b"PK")
    paper = await reader.get_by_role("link", name="PDF").get_attribute("href")
    await reader.evaluate("address => fetch(address)", paper)
    await follow(reader.get_by_role("main"), "The first months", "The first months")


@opens("/reports", "/reports/logframes/{id}")
async def test_the_value_of_today_leads_to_the_events_behind_it(telephone: Page) -> None:
    await telephone.goto("/en/reports")
    row = telephone.get_by_role("row", name="Meetings held meetings")
    value = await row.get_by_role("link").inner_text()
    assert int(value) > 0
    await row.get_by_role("link").click()
    await headed(telephone, "A working relation")
    row = telephone.get_by_role("row", name="Meetings held meetings")
    await expect(row.get_by_role("cell").nth(2)).to_have_text(value)
    await telephone.get_by_text("The events behind “Meetings held”").click()
    behind = telephone.get_by_role("group").filter(has_text="The events behind").get_by_role("listitem")
    await expect(behind).to_have_count(int(value))


@opens("/open-data", "/open-data/{id}", "/open-data/{id}.csv")
async def test_a_table_is_chosen_understood_and_taken_along(reader: Page) -> None:
    await reader.goto("/en/open-data")
    row = reader.get_by_role("row").filter(has_text="Organisations of the register")
    await expect(row.get_by_role("cell").first).to_have_text("5")
    table = (await saved(reader, row.get_by_role("link", name="organisations, CSV"))).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table)))
    assert len(lines) == 5
    await row.get_by_role("link", name="What the columns of organisations mean").click()
    await headed(reader, "organisations")
    columns = reader.get_by_role("table", name="Columns").get_by_role("rowheader")
    assert await columns.all_text_contents() == [*lines[0]]
    await expect(reader.get_by_role("main")).not_to_contain_text("By which words is a document found?")


@opens("/figures", "/figures/{id}.svg")
async def test_every_figure_is_drawn_and_says_the_same_as_its_table(reader: Page) -> None:
    await reader.goto("/en/figures")
    pictures = reader.get_by_role("img", name="the table below says the same")
    await expect(pictures).to_have_count(6)
    for picture in await pictures.all():
        await picture.scroll_into_view_if_needed()
        assert await picture.evaluate(WIDTH) > 360
    owed = reader.get_by_role("region", name="Commitments by institution")
    await expect(owed.get_by_role("table")).to_be_hidden()
    await owed.get_by_text("The same as a table").click()
    await expect(owed.get_by_role("row", name="OPM").first).to_be_visible()


@opens("/figures", "/figures/{id}.svg")
async def test_in_the_dark_the_figures_are_drawn_for_the_dark(reader: Page) -> None:
    await reader.emulate_media(color_scheme="dark")
    await reader.goto("/en/figures")
    picture = reader.get_by_role("img", name="Members over time")
    await picture.scroll_into_view_if_needed()
    assert await picture.evaluate(WIDTH) > 360
    assert (await picture.evaluate("drawn => drawn.currentSrc")).endswith(".svg?dark")
    bright = "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)"
    assert max(await reader.evaluate(bright)) < 80


@opens("/figures", "/figures/{id}.svg")
async def test_on_a_telephone_the_figures_are_drawn_so_that_they_can_be_read(telephone: Page) -> None:
    await telephone.goto("/en/figures")
    for picture in await telephone.get_by_role("img", name="the table below says the same").all():
        await picture.scroll_into_view_if_needed()
        assert 300 < await picture.evaluate(WIDTH) <= 360, await picture.get_attribute("src")
