"""The forms of an end or an appeal that an officer writes down: withdrawal, appeal, closing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.models import ClosingReason
from services.staff.forms import (
    IN_THEIR_WORDS,
    SHOWN_TO_APPLICANT,
    MoveForm,
    channel_field,
    text_field,
)


class RecordWithdrawalForm(MoveForm):
    """That the applicant withdrew by another way than the site."""

    move = "record_withdrawal"
    is_final = True
    channel = channel_field()
    text = text_field(_("What the applicant said"), help_text=IN_THEIR_WORDS)
    field_order = ["channel", "text", "internal_note", "understood"]


class RecordAppealForm(MoveForm):
    """An appeal that the applicant made by another way than the site."""

    move = "record_appeal"
    channel = channel_field()
    reason = text_field(
        _("Why the applicant does not agree with the decision"), help_text=IN_THEIR_WORDS
    )
    field_order = ["channel", "reason", "internal_note"]


class CloseForm(MoveForm):
    """Why the case ends here, for the file and in words to the applicant."""

    move = "close_with_reason"
    is_final = True
    reason = forms.ChoiceField(
        label=_("Why it is closed"),
        choices=[("", "—"), *ClosingReason.choices],
        help_text=_(
            "Closing is not a decision. Whether aid is granted is for the committee"
            " to decide, and the applicant may ask again."
        ),
    )
    message = text_field(_("Message to the applicant"), help_text=SHOWN_TO_APPLICANT)
    field_order = ["reason", "message", "internal_note", "understood"]
