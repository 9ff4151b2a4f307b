from home.models.association import Association
from home.models.pages import AssociationContent, AssociationPage, HomePage

__all__ = ["Association", "AssociationContent", "AssociationPage", "HomePage"]
