from services.models.casework import Attestation, Question, Referral, RequestEvent
from services.models.catalogue import Route, ServiceFormField, ServiceIndexPage, ServicePage
from services.models.draft import RequestDraft
from services.models.files import RequestFile
from services.models.machine import State
from services.models.rating import Rating
from services.models.request import ServiceRequest

__all__ = [
    "Attestation",
    "Question",
    "Rating",
    "Referral",
    "RequestDraft",
    "RequestEvent",
    "RequestFile",
    "Route",
    "ServiceFormField",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceRequest",
    "State",
]
