"""How is a message marked for the translators where it is written down but not yet looked up?"""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    return message
