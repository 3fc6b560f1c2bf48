"""Which papers does grants hand out, and to whom? Account numbers leave the platform only by these."""

from services.grants.domain.batch import BATCH
from services.grants.domain.claim import CLAIM
from services.grants.papers.payment_file import PaymentFile, payment_file
from services.grants.papers.receipt_pass import ReceiptPass, receipt_pass
from shared.contracts.roles import CSO, FINANCE, SECRETARIAT
from shared.kernel.papers import Paper

PAPERS = (
    Paper(PaymentFile, BATCH, payment_file, (FINANCE,)),
    Paper(ReceiptPass, CLAIM, receipt_pass, (CSO.own("organisation"), SECRETARIAT, FINANCE)),
)
