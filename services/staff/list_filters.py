"""What the work list can be narrowed to, as a form whose data stand in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from home.models import Association
from services.models import ServicePage, ServiceRequest, State
from services.models.catalogue import Kind
from services.queries import services_of
from services.staff.officers import officers_in
from services.wording import staff_state
from services.worklist.search import found_by
from services.worklist.tabs import OF_NOBODY, Narrowing, Tab, Worklist

ME, NOBODY = "me", "nobody"
LONGEST_SEARCH = 100
SORTS = [("urgent", _("Most urgent first")), ("newest", _("Newest first"))]


class ListFilters(forms.Form):
    """Filters of the work list. What is not valid is left aside, so that any address opens."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        help_text=_("Reference, name, mobile or member number"),
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    state = forms.MultipleChoiceField(
        label=_("State"), required=False, widget=forms.CheckboxSelectMultiple
    )
    service: Any = forms.ModelChoiceField(
        label=_("Service"),
        required=False,
        queryset=ServicePage.objects.none(),
        empty_label=_("All"),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)
    association = forms.ModelChoiceField(
        label=_("Association"),
        required=False,
        queryset=Association.objects.none(),
        empty_label=_("All"),
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)
    tab = forms.ChoiceField(required=False, choices=Tab.choices, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, worklist: Worklist) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.worklist = worklist
        everything = ("", _("All"))
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [(one.value, staff_state(one)) for one in State]
        fields["kind"].choices = [everything, *Kind.choices]
        fields["channel"].choices = [everything, *ServiceRequest.Channel.choices]
        fields["service"].queryset = services_of(worklist.held)
        fields["assigned"].choices = [
            everything,
            (ME, _("Me")),
            (NOBODY, _("Nobody")),
            *((str(one.pk), one.get_full_name()) for one in officers_in(worklist.held.keys())),
        ]
        if len(worklist.associations) > 1:
            here = Association.objects.filter(pk__in=worklist.held)
            fields["association"].queryset = here
        else:
            del fields["association"]
        self.is_valid()

    @property
    def values(self) -> dict[str, Any]:
        """What is valid of what was asked for."""
        return self.cleaned_data

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the heading and the order was chosen."""
        return any(value for name, value in self.values.items() if name not in ("tab", "sort"))

    @property
    def choosing(self) -> list[forms.BoundField]:
        """The fields of which one thing is chosen each."""
        left_out = ("q", "state", "tab")
        return [self[name] for name in self.fields if name not in left_out]

    @property
    def is_filtered(self) -> bool:
        """Whether anything is chosen beside the words of the search."""
        left_out = ("q", "tab")
        return any(value for name, value in self.values.items() if name not in left_out)

    @property
    def heading(self) -> Tab:
        """The heading asked for; else all for who searches, else the first that is of use."""
        tabs = self.worklist.tabs
        chosen = self.values.get("tab")
        if chosen and Tab(chosen) in tabs:
            return Tab(chosen)
        return Tab.ALL if self.values.get("q") else self.worklist.first_tab

    def narrowing(self) -> tuple[Narrowing, bool]:
        """What the list is narrowed to, and whether the search found more than it looks at."""
        chosen = self.values
        association, service = chosen.get("association"), chosen.get("service")
        found = None
        if chosen.get("q"):
            found = found_by(chosen["q"], self.worklist.everything, self.worklist.held.keys())
        narrowing = Narrowing(
            associations=[association.pk] if association else (),
            states=chosen.get("state") or (),
            services=_in_any_language(service) if service else (),
            kind=chosen.get("kind", ""),
            channel=chosen.get("channel", ""),
            assigned_to=self._officer(chosen.get("assigned", "")),
            keys=None if found is None else found.keys,
        )
        return narrowing, found is not None and found.is_cut

    def _officer(self, chosen: str) -> int | None:
        if chosen == ME:
            return self.worklist.person.pk
        if chosen == NOBODY:
            return OF_NOBODY
        return int(chosen) if chosen else None


def _in_any_language(service: ServicePage) -> list[int]:
    pages = ServicePage.objects.filter(translation_key=service.translation_key)
    return list(pages.order_by("pk").values_list("pk", flat=True))
