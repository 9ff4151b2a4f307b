"""Which documents and images somebody may read: those that published pages show, and one's own.

Wagtail hands a document to whoever knows its address, and its API lists all documents and images
there are. Here a file is public from the moment a published page shows it: an item of a library,
the original of a policy, a link in a text, the logo of an association.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from accounts.fence import files_seen_by
from accounts.queries import Someone
from home.models import Association
from policies.models import LibraryItem, LibraryPage, PolicyPage


def readable_documents(user: Someone) -> QuerySet[Any]:
    """The documents that published pages show, and those in the person's own collections."""
    items = LibraryItem.objects.filter(page__in=LibraryPage.objects.live().public())
    policies = PolicyPage.objects.live().public()
    model = get_document_model()
    shown = Q(pk__in=items.values("document")) | Q(pk__in=policies.values("source_document"))
    documents: QuerySet[Any] = model.objects.filter(shown | _linked(model) | _own(user, model))
    return documents


def readable_images(user: Someone) -> QuerySet[Any]:
    """The logos, the images that published pages show, and those in one's own collections."""
    model = get_image_model()
    logos = Q(pk__in=Association.objects.exclude(logo=None).values("logo"))
    images: QuerySet[Any] = model.objects.filter(logos | _linked(model) | _own(user, model))
    return images


def keep_unpublished(document: Any, request: HttpRequest) -> None:
    """Raise Http404 for a document that is not the person's to read.

    For Wagtail's hook `before_serve_document`; the privacy of collections holds beside it.
    """
    if not readable_documents(request.user).filter(pk=document.pk).exists():
        raise Http404


def _own(user: Someone, model: type[Any]) -> Q:
    return Q(pk__in=files_seen_by(user, model).values("pk"))


def _linked(model: type[Any]) -> Q:
    """Files that a published page refers to, its texts included; Wagtail's worker keeps count."""
    pages = Page.objects.live().public()
    references = (
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model),
            base_content_type=ContentType.objects.get_for_model(Page),
        )
        .annotate(page=Cast("object_id", IntegerField()))
        .annotate(file=Cast("to_object_id", IntegerField()))
        .filter(page__in=pages.values("pk"))
    )
    return Q(pk__in=references.values("file"))
