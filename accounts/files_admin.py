"""Images and documents in the Wagtail admin, each association's for itself."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.forms import BaseImageForm

from accounts.fence import files_seen_by


class WithoutTags(BaseCollectionMemberForm):
    """No tags: Wagtail offers everyone's tags to everyone, and associations share none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)


class ImageForm(WithoutTags, BaseImageForm):
    pass


class DocumentForm(WithoutTags, BaseDocumentForm):
    pass


class OwnImages(ImagesAdminAPIViewSet):
    """The admin's own API, which Wagtail fills with everybody's images."""

    def get_queryset(self) -> QuerySet[Any]:
        own = files_seen_by(self.request.user, get_image_model())
        everyone: QuerySet[Any] = super().get_queryset()
        return everyone.filter(pk__in=own.values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    """The same for documents."""

    def get_queryset(self) -> QuerySet[Any]:
        own = files_seen_by(self.request.user, get_document_model())
        everyone: QuerySet[Any] = super().get_queryset()
        return everyone.filter(pk__in=own.values("pk"))
