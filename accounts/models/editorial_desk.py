"""What an association's editors need in Wagtail (مكتب التحرير)."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Workflow

from home.models import Association


class EditorialDesk(models.Model):
    """An association's editorial desk (مكتب التحرير): its groups, collection and workflow.

    Made by `accounts.editor_groups.prepare_association`. Who is in the two groups follows the
    appointments in force; nobody is put into them by hand.
    """

    association = models.OneToOneField(
        Association,
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="editorial_desk",
    )
    editors = models.OneToOneField(
        Group,
        verbose_name=_("editors"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="editorial_desk_of_editors",
    )
    supervisors = models.OneToOneField(
        Group,
        verbose_name=_("supervisors"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="editorial_desk_of_supervisors",
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("collection"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="editorial_desk",
    )
    workflow = models.OneToOneField(
        Workflow,
        verbose_name=_("workflow"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="editorial_desk",
    )

    class Meta:
        verbose_name = _("editorial desk")
        verbose_name_plural = _("editorial desks")

    def __str__(self) -> str:
        return str(self.association)
