"""What does a process count? Prometheus metrics; every label has few values."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)

COMMANDS = Counter("civikos_commands_total", "Commands answered", ["command", "outcome"])
COMMAND_SECONDS = Histogram(
    "civikos_command_seconds", "From the door to the answer", ["command"], buckets=_FAST
)
FOLLOWED = Counter("civikos_followed_events_total", "Events handled", ["follower"])
LAG_EVENTS = Gauge("civikos_follower_lag_events", "Events still to be handled", ["follower"])
LAG_SECONDS = Gauge(
    "civikos_follower_lag_seconds", "Age of the oldest event still to be handled", ["follower"]
)
POSITION = Gauge("civikos_read_model_position", "Log position a read model stands at", ["read_model"])
PARKED = Gauge("civikos_parked_entities", "Entities parked as poison", ["read_model"])
