"""What may have happened in the council: institutions, strategy, bodies with seats, elections, meetings,
decisions, calls for input, dialogues, acts.
"""

from shared.contracts.council.act import *
from shared.contracts.council.body import *
from shared.contracts.council.call import *
from shared.contracts.council.commitment import *
from shared.contracts.council.dialogue import *
from shared.contracts.council.election import *
from shared.contracts.council.institution import *
from shared.contracts.council.meeting import *
from shared.contracts.council.minutes import *
from shared.contracts.council.strategy import *
