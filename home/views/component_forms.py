"""A form with every kind of field, for the living page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.widgets import RatingSelect

REASONS = [("dues", _("Dues")), ("shares", _("Shares")), ("other", _("Something else"))]
RATING = [
    (1, _("Very hard")),
    (2, _("Hard")),
    (3, _("Neutral")),
    (4, _("Easy")),
    (5, _("Very easy")),
]


class SampleForm(forms.Form):
    """Every kind of field as `components/forms/field.html` draws it."""

    full_name = forms.CharField(label=_("Full name"), help_text=_("As in your national ID."))
    mobile = forms.CharField(
        label=_("Mobile"),
        min_length=9,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), choices=REASONS)
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS, widget=forms.RadioSelect)
    reach = forms.MultipleChoiceField(
        label=_("How may we reach you?"),
        choices=[("sms", _("Text message")), ("email", _("E-mail")), ("call", _("Call"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Choose as many as you like."),
    )
    details = forms.CharField(label=_("Details"), widget=forms.Textarea, required=False)
    paper = forms.FileField(label=_("Attachment"), help_text=_("PDF or picture, up to 10 MB."))
    ease = forms.ChoiceField(
        label=_("How easy was it?"), choices=RATING, widget=RatingSelect, required=False
    )
    agreed = forms.BooleanField(label=_("I attest that what I wrote is correct"))
