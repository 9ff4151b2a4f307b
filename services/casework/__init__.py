"""The verbs of casework: everything that moves a request from submission to its end.

Each takes what `Acting` or `Telling` names and what it needs itself, and returns the request as it
stands afterwards. All raise PermissionDenied, StaleRequest, MoveNotAllowed and ValidationError.
"""

from services.casework.answering import (
    answer,
    attach,
    record_answer,
    record_withdrawal,
    withdraw,
)
from services.casework.assigning import Assigned, assign, assign_many
from services.casework.changing import amend, correct, record_signature, sign
from services.casework.committee import appeal, present, record_appeal
from services.casework.complaints import name_complained_about
from services.casework.delivery import (
    LONGEST_WAY,
    LONGEST_WHAT,
    confirm_delivery,
    correct_delivery,
    deliver,
    deliver_part,
    miss_delivery,
    register,
    reschedule,
    schedule,
    start_delivery,
)
from services.casework.ending import close_with_reason
from services.casework.faq import make_faq_entry
from services.casework.moving import (
    BY_HAND,
    LONGEST,
    LONGEST_ANSWER,
    LONGEST_CONTACT_NOTE,
    LONGEST_NAME,
    LONGEST_REPORT,
    Acting,
    MoveNotAllowed,
    StaleRequest,
    Telling,
)
from services.casework.proposals import enter_in_register
from services.casework.research import recall, refer, report
from services.casework.talking import note, reply, write
from services.casework.verification import (
    Finding,
    answer_due_on,
    ask,
    record_checks,
    start_verification,
)

__all__ = [
    "BY_HAND",
    "LONGEST",
    "LONGEST_ANSWER",
    "LONGEST_CONTACT_NOTE",
    "LONGEST_NAME",
    "LONGEST_REPORT",
    "LONGEST_WAY",
    "LONGEST_WHAT",
    "Acting",
    "Assigned",
    "Finding",
    "MoveNotAllowed",
    "StaleRequest",
    "Telling",
    "amend",
    "answer",
    "answer_due_on",
    "appeal",
    "ask",
    "assign",
    "assign_many",
    "attach",
    "close_with_reason",
    "confirm_delivery",
    "correct",
    "correct_delivery",
    "deliver",
    "deliver_part",
    "enter_in_register",
    "make_faq_entry",
    "miss_delivery",
    "name_complained_about",
    "note",
    "present",
    "recall",
    "record_answer",
    "record_appeal",
    "record_checks",
    "record_signature",
    "record_withdrawal",
    "refer",
    "register",
    "reply",
    "report",
    "reschedule",
    "schedule",
    "sign",
    "start_delivery",
    "start_verification",
    "withdraw",
    "write",
]
