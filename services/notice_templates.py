"""An association's own words for notices: which occasions there are, writing and dropping them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Appointment, User
from accounts.queries import Someone, associations_where, holds_any_role
from home.models import Association
from services.models import NoticeTemplate
from services.notice_words import Words, own_words, sample_values
from services.notices import UNTOLD
from services.placeholders import OF_A_NOTICE, check_placeholders
from services.wording import WORDS

WRITERS = (Appointment.Role.COMMUNICATIONS_EDITOR, Appointment.Role.SUPERVISOR)
# What happens and is told to the member, in the order in which it may happen.
OCCASIONS = [move for move in WORDS if move not in UNTOLD]
# A text message lies open on a screen: what was written to the applicant is read after signing in.
KNOWN = {
    "subject": {name for name in OF_A_NOTICE if name not in ("message", "link")},
    "text": set(OF_A_NOTICE),
    "sms": {name for name in OF_A_NOTICE if name != "message"},
}
SAMPLE_LINK = "https://…"


@dataclass(frozen=True)
class Occasion:
    """One occasion on which members are told, in one language; `is_own`: in own words."""

    move: str
    language: str
    told: str
    is_own: bool


def associations_writing(user: Someone) -> QuerySet[Association]:
    """The associations whose notices the person words."""
    return associations_where(user, WRITERS)


def templates_of(user: Someone) -> QuerySet[NoticeTemplate]:
    """The templates the person may read and change; none of another association."""
    return NoticeTemplate.objects.filter(association__in=associations_writing(user))


def occasions(association: Association) -> list[list[Occasion]]:
    """Each occasion in each language, with whether it has the association's own words (one
    query)."""
    own = set(association.notice_templates.values_list("move", "language"))
    return [
        [
            Occasion(move, language, str(WORDS[move].told), (move, language) in own)
            for language in User.Language.values
        ]
        for move in OCCASIONS
    ]


def words_to_begin_with(association: Association, move: str, language: str) -> NoticeTemplate:
    """The standard words with placeholders in them, for an editor to change; not saved."""
    with translation.override(language):
        told = str(WORDS[move].told)
        greeting = _("Dear %(name)s,") % {"name": "{name}"}
        named = f"{_('Service')}: {{service}}\n{_('Reference')}: {{reference}}"
        day = {
            "submit": _("We promise an answer by: %(day)s") % {"day": "{promised_day}"},
            "schedule": _("Expected on: %(day)s") % {"day": "{expected_day}"},
        }.get(move)
        subject = _("Request %(reference)s: %(state)s")
        short = _("request %(reference)s.") % {"reference": "{reference}"}
    return NoticeTemplate(
        association=association,
        move=move,
        language=language,
        subject=subject % {"reference": "{reference}", "state": "{state}"},
        text="\n\n".join(filter(None, [greeting, told, day, "{message}", named])),
        sms=f"{{association}}: {short} {told} {{link}}",
    )


@transaction.atomic
def save_template(*, template: NoticeTemplate, by: User) -> NoticeTemplate:
    """Keep an association's own words for an occasion, from now on.

    PermissionDenied; ValidationError by field for what is empty, too long or no placeholder.
    """
    _require_writer(by, template.association)
    if template.move not in OCCASIONS:
        raise PermissionDenied
    check_template(template)
    template.full_clean()
    template.save()
    log(template, "services.template_saved", user=by)
    return template


@transaction.atomic
def reset_template(*, template: NoticeTemplate, by: User) -> None:
    """Drop the association's own words: the standard ones go out again. PermissionDenied."""
    _require_writer(by, template.association)
    log(template, "services.template_reset", user=by, deleted=True)
    template.delete()


def check_template(template: NoticeTemplate) -> None:
    """Raise a ValidationError by field for placeholders that field does not know."""
    errors = {}
    for field, known in KNOWN.items():
        try:
            check_placeholders(getattr(template, field), known)
        except ValidationError as error:
            errors[field] = error
    if errors:
        raise ValidationError(errors)


def preview(template: NoticeTemplate) -> Words:
    """The template with sample values, in its own language."""
    with translation.override(template.language):
        return own_words(template, sample_values(template.association), SAMPLE_LINK)


def _require_writer(by: User, association: Association) -> None:
    if not holds_any_role(by, association_id=association.pk, roles=WRITERS):
        raise PermissionDenied
