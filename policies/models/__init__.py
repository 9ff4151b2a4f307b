from policies.models.channels import ChannelsPage, ContactChannel
from policies.models.faq import FaqPage
from policies.models.library import LibraryItem, LibraryPage
from policies.models.policy import PolicyIndexPage, PolicyPage, PolicySignatory
from policies.models.procedure import ProcedurePage, ProcedureStep
from policies.models.version import PolicyVersion

__all__ = [
    "ChannelsPage",
    "ContactChannel",
    "FaqPage",
    "LibraryItem",
    "LibraryPage",
    "PolicyIndexPage",
    "PolicyPage",
    "PolicySignatory",
    "PolicyVersion",
    "ProcedurePage",
    "ProcedureStep",
]
