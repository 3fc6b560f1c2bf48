"""What may have happened in the council: institutions, strategy, bodies with seats, meetings, decisions."""

from shared.contracts.council.body import *
from shared.contracts.council.institution import *
from shared.contracts.council.meeting import *
from shared.contracts.council.strategy import *
