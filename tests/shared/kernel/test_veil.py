"""What stands for a text is the same in every process of a platform, and means nothing elsewhere."""

from shared.kernel.veil import veil_key, veiled


def test_the_same_text_is_recognised_wherever_the_master_key_is() -> None:
    assert veiled(veil_key("key"), "arta@example.org") == veiled(veil_key("key"), "arta@example.org")


def test_another_text_or_another_platform_looks_different() -> None:
    seen = {
        veiled(veil_key(key), text) for key in ("key", "other") for text in ("a@example.org", "b@example.org")
    }
    assert len(seen) == 4
    assert all("example" not in one for one in seen)
