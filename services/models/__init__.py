from services.models.casework import Attestation, Check, Question, Referral, RequestEvent
from services.models.catalogue import (
    ChecklistItem,
    Kind,
    Route,
    ServiceFormField,
    ServiceIndexPage,
    ServicePage,
)
from services.models.closures import Closure
from services.models.committee import AgendaItem, Attendance, Decision, Recusal, Sitting, Vote
from services.models.correspondence import CannedReply, Notice, NoticeTemplate
from services.models.delivery import Delivery
from services.models.desk import CalendarKey, CaseLook, SavedView
from services.models.draft import RequestDraft
from services.models.escalation import Escalation
from services.models.files import ReportFile, RequestFile
from services.models.intake import Intake, IntakeDraft
from services.models.papers import Paper
from services.models.rating import Rating
from services.models.request import Applicant, ServiceRequest
from services.models.sitting_events import SittingEvent
from services.models.special import ComplainedAbout, ProposalEntry
from services.models.states import ClosingReason, State

__all__ = [
    "AgendaItem",
    "Applicant",
    "Attendance",
    "Attestation",
    "CalendarKey",
    "CannedReply",
    "CaseLook",
    "Check",
    "ChecklistItem",
    "ClosingReason",
    "Closure",
    "ComplainedAbout",
    "Decision",
    "Delivery",
    "Escalation",
    "Intake",
    "IntakeDraft",
    "Kind",
    "Notice",
    "NoticeTemplate",
    "Paper",
    "ProposalEntry",
    "Question",
    "Rating",
    "Recusal",
    "Referral",
    "ReportFile",
    "RequestDraft",
    "RequestEvent",
    "RequestFile",
    "Route",
    "SavedView",
    "ServiceFormField",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceRequest",
    "Sitting",
    "SittingEvent",
    "State",
    "Vote",
]
