"""The forms of the committee's work: the verbs' own arguments and nothing more."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from home.models import Association
from services.committee.announcing import LONGEST_EARLY_REASON, may_be_announced_now
from services.committee.decisions import LONGEST_NOTE, LONGEST_STAKE
from services.committee.sittings import LONGEST_PLACE, LONGEST_REMARKS
from services.models import AgendaItem, ServiceRequest, Vote
from services.references import show_reference
from services.staff.forms import SHOWN_TO_APPLICANT, text_field
from services.summaries import titles_of

NEEDED_EARLY = _(
    "Needed only to announce before the day the policy sets. The applicant "
    "reads this. If left empty, the decision is announced on that day "
    "automatically."
)

TOLD_AT_ONCE = _("The applicant is told at once, and that can't be undone.")
WAITS = _(
    "It can be withdrawn until it is announced: on the day the policy sets,"
    " or at once if you say why it is early."
)

# One label stands over both; each is named for who can't see that it holds a day or a time.
DATE: dict[str, Any] = {"type": "date", "aria-label": _("Day")}
TIME: dict[str, Any] = {"type": "time", "aria-label": _("Time")}


class CasesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Checkboxes of cases, each with its reference and service."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, cases: QuerySet[ServiceRequest], **options: Any) -> None:
        cases = cases.select_related("service", "association")
        super().__init__(cases, **options)
        self.titles = titles_of(case.service for case in cases)

    def label_from_instance(self, case: ServiceRequest) -> str:
        return format_html(
            '<bdi dir="ltr">{}</bdi> · {}',
            show_reference(case.reference),
            self.titles.get(case.service_id, ""),
        )


class WhereForm(forms.Form):
    """Which association's sitting, and whether it hears appeals: what the agenda depends on."""

    association: forms.ModelChoiceField[Association] = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none(), empty_label=None
    )
    hears_appeals = forms.ChoiceField(
        label=_("What is heard"),
        choices=[("", _("Requests")), ("yes", _("Appeals"))],
        required=False,
        help_text=_("Appeals are heard separately, by people other than those who decided."),
    )

    def __init__(self, *args: Any, associations: QuerySet[Association], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["association"]
        assert isinstance(where, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        where.queryset = associations
        if len(associations) == 1:
            where.initial = associations[0]
            where.widget = where.hidden_widget()


class PlanForm(forms.Form):
    """When, where, and which of the waiting cases; all of them unless told."""

    starts_at = forms.SplitDateTimeField(
        label=_("Date and time"),
        widget=forms.SplitDateTimeWidget(
            date_attrs=DATE,
            time_attrs=TIME,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
        error_messages={"required": _("Choose a day and a time.")},
    )
    place = forms.CharField(label=_("Place or link"), max_length=LONGEST_PLACE, required=False)

    def __init__(
        self, data: Any = None, *, cases: QuerySet[ServiceRequest], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["cases"] = CasesField(cases, label=_("Agenda"), required=False, initial=cases)


class AddCasesForm(forms.Form):
    """Waiting cases to add to an agenda."""

    def __init__(
        self, data: Any = None, *, cases: QuerySet[ServiceRequest], **options: Any
    ) -> None:
        super().__init__(data, prefix="add", **options)
        self.fields["cases"] = CasesField(
            cases,
            label=_("Waiting cases"),
            error_messages={"required": _("Choose at least one case.")},
        )


class OpenForm(forms.Form):
    """Who is present, and who leads the sitting."""

    def __init__(self, data: Any = None, *, members: Iterable[User], **options: Any) -> None:
        super().__init__(data, prefix="open", **options)
        self.people = {str(member.pk): member for member in members}
        names = [(key, member.get_full_name()) for key, member in self.people.items()]
        self.fields["present"] = forms.TypedMultipleChoiceField(
            label=_("Present"),
            choices=names,
            coerce=self.people.get,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who is present.")},
        )
        self.fields["chair"] = forms.TypedChoiceField(
            label=_("Chair"),
            choices=[("", "—"), *names],
            coerce=self.people.get,
            error_messages={"required": _("Choose who leads the sitting.")},
        )


class CloseForm(forms.Form):
    remarks = text_field(_("Remarks for the minutes"), LONGEST_REMARKS, required=False)
    understood = forms.BooleanField(
        label=_("I understand that a closed sitting stays as it is."),
        error_messages={"required": _("Tick the box to close the sitting.")},
    )


class CancelForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I understand that this can't be undone."),
        error_messages={"required": _("Tick the box to cancel the sitting.")},
    )


class HearForm(forms.Form):
    """A vote for each who hears the case, and what is told of the decision."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, item: AgendaItem, voters: Sequence[User], **options: Any
    ) -> None:
        super().__init__(data, initial={"version": item.request.version}, **options)
        self.voters = voters
        for voter in voters:
            self.fields[f"vote_{voter.pk}"] = forms.ChoiceField(
                label=voter.get_full_name(),
                choices=Vote.Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a vote.")},
            )
        self.fields["reason"] = text_field(_("Reason"), help_text=SHOWN_TO_APPLICANT)
        self.fields["conditions"] = text_field(
            _("Conditions"), required=False, rows=2, help_text=SHOWN_TO_APPLICANT
        )
        if not may_be_announced_now(item.request):
            self.fields["early_reason"] = text_field(
                _("Why it is announced early"),
                LONGEST_EARLY_REASON,
                required=False,
                rows=2,
                help_text=NEEDED_EARLY,
            )
        self.fields["understood"] = forms.BooleanField(
            label=_("I have checked the votes and the words, and want this decision recorded."),
            help_text=WAITS if "early_reason" in self.fields else TOLD_AT_ONCE,
            error_messages={"required": _("Tick the box to record the decision.")},
        )

    def arguments(self) -> dict[str, Any]:
        """What the verb takes."""
        answers = self.cleaned_data
        return {
            "votes": {voter.pk: answers[f"vote_{voter.pk}"] for voter in self.voters},
            "reason": answers["reason"],
            "conditions": answers["conditions"],
            "early_reason": answers.get("early_reason", ""),
            "version": answers["version"],
        }


class PostponeForm(forms.Form):
    note = text_field(_("Why it is postponed"), LONGEST_NOTE, rows=2)


class SendBackForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = text_field(
        _("What is missing"), LONGEST_NOTE, rows=2, help_text=_("The officer reads this.")
    )


class RecuseForm(forms.Form):
    """Who has a stake in the case, and which."""

    def __init__(self, data: Any = None, *, people: Iterable[User], **options: Any) -> None:
        super().__init__(data, prefix="recuse", **options)
        self.people = {str(person.pk): person for person in people}
        names = [(key, person.get_full_name()) for key, person in self.people.items()]
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Who is recused"),
            choices=[("", "—"), *names],
            coerce=self.people.get,
            error_messages={"required": _("Choose who is recused.")},
        )
        self.fields["reason"] = forms.CharField(
            label=_("Their stake in the case"),
            max_length=LONGEST_STAKE,
            help_text=_("Such as kinship or a share in a business. Only colleagues read this."),
        )
        self.fields["understood"] = forms.BooleanField(
            label=_("I understand that they will not see this case any more."),
            error_messages={"required": _("Tick the box to record the recusal.")},
        )


class AnnounceForm(forms.Form):
    """Announcing a decision; before its day, with why it is early."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: ServiceRequest, **options: Any) -> None:
        options["initial"] = {"version": case.version}
        super().__init__(data, prefix="announce", **options)
        if not may_be_announced_now(case):
            self.fields["early_reason"] = text_field(
                _("Why it is announced early"),
                LONGEST_EARLY_REASON,
                rows=2,
                help_text=SHOWN_TO_APPLICANT,
            )
        self.fields["understood"] = forms.BooleanField(
            label=_("I understand that the applicant is told at once, and that can't be undone."),
            error_messages={"required": _("Tick the box to announce the decision.")},
        )


class RevokeForm(forms.Form):
    """Why a decision is withdrawn that was not announced yet."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = text_field(
        _("Why it is withdrawn"),
        LONGEST_NOTE,
        rows=2,
        help_text=_("For colleagues only; never shown to the applicant."),
    )
    understood = forms.BooleanField(
        label=_("I understand that this decision and its votes will not count any more."),
        error_messages={"required": _("Tick the box to withdraw the decision.")},
    )
