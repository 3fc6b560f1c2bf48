"""Does a letter leave the platform whole, and is it known what became of it? A real SMTP server answers."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.kernel.mail import NotSent, NotTaken, Post, Unheard, letter
from shared.kernel.settings import Settings
from shared.testing.mailbox import Mailbox


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with Mailbox() as box:
        yield box


async def test_a_letter_arrives_with_every_letter_of_its_languages(mailbox: Mailbox) -> None:
    sent = letter(
        "ana@example.org",
        "Mbledhja e Këshillit — sednica Saveta",
        "Përshëndetje! Šaljemo dnevni red.\n",
        name="Ana Čolić",
        html="<p>Përshëndetje!</p>",
        id="issue-1.p-ana@civikos",
        headers={"List-Unsubscribe": "<https://example.org/u/1>"},
    )
    await Post(mailbox.settings(mail_from="CiviKos <desk@example.org>")).send(sent)
    (arrived,) = mailbox.letters
    assert arrived["Subject"] == "Mbledhja e Këshillit — sednica Saveta"
    assert arrived["To"] == "Ana Čolić <ana@example.org>"
    assert arrived["From"] == "CiviKos <desk@example.org>"
    assert arrived["Message-ID"] == "<issue-1.p-ana@civikos>"
    assert arrived["List-Unsubscribe"] == "<https://example.org/u/1>"
    plain, html = arrived.get_body(("plain",)), arrived.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == "Përshëndetje! Šaljemo dnevni red."
    assert html.get_content().strip() == "<p>Përshëndetje!</p>"


async def test_many_letters_take_one_conversation_and_a_refused_one_does_not_end_it(mailbox: Mailbox) -> None:
    mailbox.refuse["nobody@example.org"] = "550 no such user"
    async with Post(mailbox.settings()).line() as line:
        await line.send(letter("a@example.org", "1", "one"))
        with pytest.raises(NotTaken, match="550 no such user"):
            await line.send(letter("nobody@example.org", "2", "two"))
        await line.send(letter("b@example.org", "3", "three"))
    assert [str(each["Subject"]) for each in mailbox.letters] == ["1", "3"]


async def test_come_back_later_is_not_no(mailbox: Mailbox) -> None:
    mailbox.refuse["full@example.org"] = "452 mailbox full, try later"
    with pytest.raises(NotSent, match="452"):
        await Post(mailbox.settings()).send(letter("full@example.org", "1", "one"))


async def test_a_server_that_hangs_up_has_not_taken_the_letter(mailbox: Mailbox) -> None:
    mailbox.drop_after = 0
    with pytest.raises(NotSent):
        await Post(mailbox.settings()).send(letter("a@example.org", "1", "one"))
    assert mailbox.letters == []


async def test_where_no_server_is_one_is_told_so(mailbox: Mailbox) -> None:
    with pytest.raises(NotSent, match="set CIVIKOS_SMTP_HOST"):
        await Post(Settings(smtp_host="")).send(letter("a@example.org", "1", "one"))
    with pytest.raises(NotSent, match="does not let us in"):
        await Post(Settings(smtp_host="127.0.0.1", smtp_port=9)).send(letter("a@example.org", "1", "one"))


@pytest.mark.parametrize(
    ("to", "subject"),
    [("a@example.org\nBcc: b@example.org", "x"), ("a@example.org", "x\nBcc: b@example.org")],
)
async def test_a_line_break_cannot_smuggle_in_another_recipient(to: str, subject: str) -> None:
    with pytest.raises(NotTaken):
        letter(to, subject, "text")


async def nothing() -> None:
    """Nothing has to be written down."""


async def test_what_is_settled_is_settled_before_the_server_has_the_letter(mailbox: Mailbox) -> None:
    seen: list[int] = []

    async def settle() -> None:
        seen.append(len(mailbox.letters))

    async with Post(mailbox.settings()).line() as line:
        for n in range(3):
            await line.hand_over(letter(f"r{n}@example.org", "1", "one"), settle)
    assert seen == [0, 1, 2]
    assert len(mailbox.letters) == 3


async def test_a_letter_that_is_not_settled_never_arrives(mailbox: Mailbox) -> None:
    async def settle() -> None:
        raise ValueError("no")

    async with Post(mailbox.settings()).line() as line:
        with pytest.raises(ValueError, match="no"):
            await line.hand_over(letter("a@example.org", "1", "one"), settle)
        assert not line.open
    async with Post(mailbox.settings()).line() as line:
        await line.hand_over(letter("b@example.org", "2", "two"), nothing)
    assert [str(each["Subject"]) for each in mailbox.letters] == ["2"]


async def test_lines_that_begin_with_a_dot_arrive_as_they_were(mailbox: Mailbox) -> None:
    text = ".one\n..two\n.\nthree\n"
    async with Post(mailbox.settings()).line() as line:
        await line.hand_over(letter("a@example.org", "Dots: š, ë", text), nothing)
    (arrived,) = mailbox.letters
    assert arrived.get_content().replace("\r\n", "\n") == text
    assert arrived["Subject"] == "Dots: š, ë"


async def test_an_answer_that_never_came_is_not_taken_for_a_no(mailbox: Mailbox) -> None:
    mailbox.drop_after = 0
    async with Post(mailbox.settings()).line() as line:
        with pytest.raises(Unheard):
            await line.hand_over(letter("a@example.org", "1", "one"), nothing)


@pytest.mark.parametrize(("answer", "error"), [("550 nobody", NotTaken), ("452 later", NotSent)])
async def test_a_refused_recipient_is_refused_before_anything_is_settled(
    mailbox: Mailbox, answer: str, error: type[Exception]
) -> None:
    mailbox.refuse["no@example.org"] = answer
    async with Post(mailbox.settings()).line() as line:
        with pytest.raises(error) as refused:
            await line.hand_over(letter("no@example.org", "1", "one"), nothing)
        assert refused.value.code == int(answer[:3])  # type: ignore[attr-defined]
        await line.hand_over(letter("yes@example.org", "2", "two"), nothing)
    assert [str(each["Subject"]) for each in mailbox.letters] == ["2"]
