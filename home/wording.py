"""The words a page uses for an association's people, in one place.

An association calls its people members (أعضاء) or beneficiaries (مستفيدون); pages, forms, messages
and letters take their words from here. Each entry is a pair: for members, for beneficiaries.
Whole sentences stand here too, because Arabic changes more than the one word.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.models.association import Association

MEMBERS = Association.PeopleTerm.MEMBERS
BENEFICIARIES = Association.PeopleTerm.BENEFICIARIES

Pair = tuple["str | Promise", "str | Promise"]

WORDS: dict[str, Pair] = {
    "member": (_("member"), _("beneficiary")),
    "members": (_("members"), _("beneficiaries")),
    "the_member": (_("the member"), _("the beneficiary")),
    "the_members": (_("the members"), _("the beneficiaries")),
    "member_title": (_("Member"), _("Beneficiary")),
    "members_title": (_("Members"), _("Beneficiaries")),
    "number": (_("Member number"), _("Beneficiary number")),
    "membership": (_("Membership"), _("Registration")),
    "my_membership": (_("My membership"), _("My registration")),
    "memberships": (_("Memberships"), _("Registrations")),
    "become": (_("Become a member"), _("Register as a beneficiary")),
    "apply": (_("Apply for membership"), _("Apply to be registered")),
    "application": (_("Application for membership"), _("Application to be registered")),
    "already": (
        _("You are a member of this association."),
        _("You are registered with this association."),
    ),
    "waiting": (
        _("Your application for membership is waiting for a decision."),
        _("Your application to be registered is waiting for a decision."),
    ),
    "declined": (
        _("Your application for membership was not accepted."),
        _("Your application to be registered was not accepted."),
    ),
    "ended": (_("Your membership has ended."), _("Your registration has ended.")),
    "only_active": (
        _("This service is for active members of the association."),
        _("This service is for registered beneficiaries of the association."),
    ),
    "own": (
        _("Someone else has to decide on your own membership."),
        _("Someone else has to decide on your own registration."),
    ),
    "end": (_("End the membership"), _("End the registration")),
    "none_found": (_("No active member was found."), _("No registered beneficiary was found.")),
    "unregistered": (
        _("Or somebody who is not a member here"),
        _("Or somebody who is not registered here"),
    ),
    "find": (_("Find a member"), _("Find a beneficiary")),
    "found_by": (
        _("By member number, mobile number or name."),
        _("By beneficiary number, mobile number or name."),
    ),
    "choose_active": (_("Choose an active member."), _("Choose a registered beneficiary.")),
    "choose_one": (
        _("This service is for members: choose one."),
        _("This service is for beneficiaries: choose one."),
    ),
    "services": (_("Services for members"), _("Services for beneficiaries")),
    "officer": (_("Member relations officer"), _("Beneficiary relations officer")),
    "request": (_("Member service request"), _("Beneficiary service request")),
}


def people_word(key: str, whose: Association | str | None = None) -> str:
    """The word or sentence `key` as the association calls its people, in the active language.

    `whose` is the association, its people term, or None (worded for members).
    Raises KeyError for a key that `WORDS` doesn't have.
    """
    term: Any = whose.people_term if isinstance(whose, Association) else whose
    for_members, for_beneficiaries = WORDS[key]
    return str(for_beneficiaries if term == BENEFICIARIES else for_members)
