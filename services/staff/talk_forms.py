"""What staff write on a case: a message to the applicant, a note among colleagues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.canned_replies import replies_for
from services.models import ServiceRequest
from services.staff.forms import SHOWN_TO_APPLICANT, text_field


class RepliesSelect(forms.Select):
    """Canned replies, each carrying its words for the script that puts them in at once."""

    words: dict[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-text"] = self.words.get(str(value), "")
        return option


class ReplyForm(forms.Form):
    """A message to the applicant; prepared words are put in by a button of their own."""

    canned = forms.ChoiceField(
        label=_("Canned reply"), required=False, widget=RepliesSelect(attrs={"data-canned": ""})
    )
    text = text_field(_("Message to the applicant"), rows=5, help_text=SHOWN_TO_APPLICANT)

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        super().__init__(data, prefix="reply", **options)
        self.words = {str(reply.pk): (reply.title, text) for reply, text in replies_for(case)}
        field = self.fields["canned"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        if not self.words:
            del self.fields["canned"]
            return
        field.choices = [("", _("Choose")), *((key, one[0]) for key, one in self.words.items())]
        assert isinstance(field.widget, RepliesSelect)  # noqa: S101 - narrows the type
        field.widget.words = {key: one[1] for key, one in self.words.items()}

    def with_canned(self, *, case: ServiceRequest) -> "ReplyForm":
        """The form once more, the chosen reply put after what was typed."""
        typed = str(self["text"].value() or "").rstrip()
        _title, words = self.words.get(self.data.get(self.add_prefix("canned"), ""), ("", ""))
        text = "\n\n".join(filter(None, [typed, words]))
        return ReplyForm(case=case, initial={"text": text})


class NoteForm(forms.Form):
    """A note among colleagues."""

    text = text_field(
        _("Internal note"),
        rows=3,
        help_text=_("For colleagues only; never shown to the applicant."),
    )
    needs_no_reply = forms.BooleanField(
        label=_("The applicant's last message needs no reply"), required=False
    )

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        super().__init__(data, prefix="note", **options)
        if not case.awaits_reply:
            del self.fields["needs_no_reply"]
