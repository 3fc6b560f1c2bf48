"""When does a process look for garbage that reference counts do not find? All stands still while it looks."""

from __future__ import annotations

import gc


def little_at_once() -> None:
    """For a process that answers people. A page leaves hundreds of objects that hold each other; looked for
    among 5,000 they take 3 ms, among 100,000 they take 100 ms, and the work in all is the same.
    """
    gc.set_threshold(5_000, 20, 100)


def seldom() -> None:
    """For batches: tens of thousands of objects that live on and hold no cycles. With Python's own
    thresholds, looking through them again and again is a third of a rebuild's work.
    """
    gc.set_threshold(100_000, 20, 100)


def keep_for_good() -> None:
    """What a process has when it has started it has until it ends: nothing is looked for in it again."""
    gc.collect()
    gc.freeze()
