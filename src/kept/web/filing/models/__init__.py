"""What is kept of filing: nothing here is the truth about a statement, which the register has."""

from kept.web.filing.models.annex import Annex
from kept.web.filing.models.draft import Draft
from kept.web.filing.models.export import ExportRequest
from kept.web.filing.models.hold import Hold
from kept.web.filing.models.passkey import RegisterKey
from kept.web.filing.models.proposal import Proposal
from kept.web.filing.models.sheet import Sheet
from kept.web.filing.models.visit import VisitRequest

__all__ = [
    "Annex",
    "Draft",
    "ExportRequest",
    "Hold",
    "Proposal",
    "RegisterKey",
    "Sheet",
    "VisitRequest",
]
