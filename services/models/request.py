"""The service request (طلب الخدمة)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from home.models import Association
from policies.models import PolicyVersion
from services.digests import answers_digest, item_digest
from services.models.catalogue import Kind, ServicePage
from services.models.due import by_urgency, due_by_field, of_those
from services.models.machine import RequestMachine
from services.models.states import ClosingReason

if TYPE_CHECKING:
    from accounts.models import User
    from services.models.casework import Check, Question
    from services.models.committee import Decision
    from services.models.intake import Intake


class Applicant(Protocol):
    """Who asks for a service: a person with an account, or one an officer wrote down."""

    full_name: str
    phone: str | None
    email: str | None
    language: str

    def get_full_name(self) -> str: ...


class ServiceRequest(RequestMachine):
    """A member's request (طلب) for a service, handled in the steps of the policy.

    Answers are kept as they stand now, beside the form as it was when they were given; what was
    attested when is kept with each attestation. `person` is None while a request that was taken in
    on behalf waits to be claimed; `applicant` always is who asked.
    """

    class Channel(models.TextChoices):
        WEBSITE = "website", _("Website")
        API = "api", _("Application")
        PHONE = "phone", _("Telephone")
        VISIT = "visit", _("Visit")
        LETTER = "letter", _("Letter")
        WHATSAPP = "whatsapp", _("WhatsApp")
        MEETING = "meeting", _("Meeting")

    class Every(models.TextChoices):
        ONCE = "", _("Once")
        MONTH = "month", _("Every month")
        QUARTER = "quarter", _("Every three months")
        YEAR = "year", _("Every year")

    class ContactBy(models.TextChoices):
        EMAIL = "email", _("E-mail")
        MOBILE = "mobile", _("Mobile")

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    association = models.ForeignKey(
        Association,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
        db_index=False,
    )
    service = models.ForeignKey(
        ServicePage,
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
        db_index=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
        db_index=False,
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    membership = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    policy_version = models.ForeignKey(
        PolicyVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
        help_text=_("In force on the day of submission."),
    )
    channel = models.CharField(
        _("channel"), max_length=12, choices=Channel.choices, default=Channel.WEBSITE
    )
    promised_days = models.PositiveSmallIntegerField(
        _("promised working days"),
        editable=False,
        help_text=_("What the association promised on the day of submission."),
    )
    form_fields = models.JSONField(_("form as it was"), default=list, editable=False)
    checklist = models.JSONField(_("checklist as it was"), default=list, editable=False)
    answers = models.JSONField(_("answers"), default=dict, editable=False)
    contact_by = models.CharField(
        _("prefers to be reached by"),
        max_length=10,
        choices=ContactBy.choices,
        default=ContactBy.EMAIL,
    )
    contact_note = models.CharField(_("agreed way of contact"), max_length=200, blank=True)
    # The one day that is stored though it could be computed: of repeated deliveries it follows from
    # `rhythm_from` and what was delivered, but work lists find what is due by an index on it,
    # however many requests there are. `services.casework.delivery` alone writes it.
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    rhythm_from = models.DateField(
        _("rhythm counts from"),
        null=True,
        editable=False,
        help_text=_("The day last stated; the days of later deliveries are reckoned from it."),
    )
    planned_deliveries = models.PositiveSmallIntegerField(
        _("planned deliveries"), default=1, editable=False
    )
    delivered_every = models.CharField(
        _("delivered"), max_length=10, choices=Every.choices, blank=True, editable=False
    )
    counts_from = models.DateField(
        _("clock counts from"),
        default=timezone.localdate,
        editable=False,
        help_text=_(
            "The day of submission, moved on by the working days of each pause; anew that of an "
            "appeal or of the acceptance."
        ),
    )
    waiting_since = models.DateField(_("clock stands since"), null=True, editable=False)
    due_by = due_by_field()
    # Other rows tell these four too; kept for the indexes of lists of who sees few requests.
    is_presented = models.BooleanField(
        _("came before the committee"), default=False, editable=False
    )
    is_appealed = models.BooleanField(_("came to an appeal"), default=False, editable=False)
    is_referred = models.BooleanField(_("came to social research"), default=False, editable=False)
    is_taken_in = models.BooleanField(_("taken in on behalf"), default=False, editable=False)
    awaits_reply = models.BooleanField(_("a message awaits a reply"), default=False, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    closing_reason = models.CharField(
        _("why it was closed"),
        max_length=12,
        choices=ClosingReason.choices,
        blank=True,
        editable=False,
        help_text=_("Empty where nobody closed it, or the site did for want of an answer."),
    )
    is_rated = models.BooleanField(_("rated"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    event_count = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("So that an end cut off its events shows.")
    )
    submission_key = models.CharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("Given once to each opened form, so that sending it twice makes one request."),
    )

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "submission_key"],
                condition=~models.Q(submission_key=""),
                name="one_request_per_submission",
            )
        ]
        # Each list of requests is read in the order of one of these, never counted or sorted whole.
        indexes = [
            models.Index(fields=["person", "-submitted_at", "-id"], name="newest_of_person"),
            models.Index(fields=["association", "-submitted_at", "-id"], name="newest_first"),
            models.Index(
                fields=["association", "state", "-submitted_at", "-id"], name="newest_in_state"
            ),
            models.Index(
                fields=["association", "kind", "-submitted_at", "-id"], name="newest_of_kind"
            ),
            models.Index(
                fields=["association", "channel", "-submitted_at", "-id"],
                name="newest_by_channel",
            ),
            models.Index(fields=["service", "-submitted_at", "-id"], name="newest_of_service"),
            models.Index(
                fields=["assigned_to", "association", "-submitted_at", "-id"],
                name="newest_of_officer",
            ),
            *by_urgency("open", "association", closed_at=None),
            *by_urgency("open_in_state", "association", "state", closed_at=None),
            *by_urgency("open_of_one", "assigned_to", closed_at=None),
            *by_urgency("open_of_nobody", "association", closed_at=None, assigned_to=None),
            *by_urgency("awaiting", "association", awaits_reply=True),
            *of_those("presented"),
            *of_those("appealed"),
            *of_those("referred"),
            *of_those("taken_in"),
            models.Index(
                fields=["person", "-submitted_at", "-id"],
                condition=models.Q(closed_at=None),
                name="open_of_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def applicant(self) -> "Applicant":
        """Who asked: the person, or until they claim it whom an officer wrote down."""
        return self.person or self.intake

    @property
    def is_attested(self) -> bool:
        """Whether the newest attestation covers the answers and files as they stand."""
        signed, files = self.attestations.all(), self.files.all()
        newest = max(signed, key=lambda one: (one.signed_at, one.pk), default=None)
        return newest is not None and newest.digest == answers_digest(
            answers=self.answers, file_digests=[file.sha256 for file in files]
        )

    def item_digests(self) -> dict[str, str]:
        """For each item of the checklist, a digest of its answer and files as they stand."""
        digests = [(file.field_name, file.sha256) for file in self.files.all()]
        return {
            item["key"]: item_digest(item["key"], answers=self.answers, file_digests=digests)
            for item in self.checklist
        }

    def newest_checks(self) -> dict[str, "Check"]:
        """The newest check of each item that stands; one of an answer or file changed since, not.

        Two queries, none where the request's files and checks are at hand.
        """
        standing = self.item_digests()
        newest = {check.item: check for check in self.checks.all()}
        return {key: check for key, check in newest.items() if check.seen == standing.get(key)}

    def unchecked_items(self) -> list[dict[str, str]]:
        """The items of the checklist whose newest check is missing, or did not find them good."""
        checks = self.newest_checks()
        good = {key for key, check in checks.items() if check.is_good}
        return [item for item in self.checklist if item["key"] not in good]

    @property
    def open_question(self) -> "Question | None":
        """What the member is asked and has not answered yet."""
        return self.questions.filter(answered_at=None).last()

    @property
    def decision_to_announce(self) -> "Decision | None":
        """The committee's decision that stands and is not yet announced."""
        return self.decisions.unannounced().first()

    def had_part_in_decision(self, user: "User") -> bool:
        """Whether the person voted on this case before any appeal, or wrote the decision down."""
        return (
            self.decisions.filter(recorded_by=user, on_appeal=False).exists()
            or self.votes.filter(person=user, item__sitting__hears_appeals=False).exists()
        )

    @property
    def appeal_until(self) -> date | None:
        """The last day for an appeal, as it was announced; None where there is nothing to appeal
        against, or the association heard no appeals then."""
        rejection = self.decisions.announced().filter(accepts=False).first()
        if rejection is None or rejection.announced_at is None or not rejection.appeal_days:
            return None
        announced = timezone.localtime(rejection.announced_at).date()
        return announced + timedelta(days=rejection.appeal_days)

    @property
    def may_be_appealed(self) -> bool:
        """A rejection may be appealed once, within the association's window."""
        until = self.appeal_until
        return (
            until is not None
            and timezone.localdate() <= until
            and not self.decisions.filter(on_appeal=True).exists()
        )

    def is_about(self, user: "User") -> bool:
        """Whether this is a complaint about that person, from whom it is kept."""
        return self.kind == Kind.COMPLAINT and self.complained_about.filter(person=user).exists()

    def is_taken_in_by(self, user: "User") -> bool:
        """Whether that person wrote the request down on behalf of who asked."""
        taken_in: Intake | None = getattr(self, "intake", None)
        return taken_in is not None and taken_in.taken_by_id == user.pk

    @property
    def may_be_rated(self) -> bool:
        """A request that came to an end can be rated, once."""
        return self.is_closed and not self.is_rated
