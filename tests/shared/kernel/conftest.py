"""The world of shops for every test of the projector."""

from tests.shared.kernel.shops import fragile, shared_mongod, world

__all__ = ["fragile", "shared_mongod", "world"]
