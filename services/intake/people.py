"""Who may take requests in for whom, and whose a request that was taken in may be."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from wagtail.models import Locale

from accounts.models import Appointment, Membership, User
from accounts.queries import Someone, associations_where, people_matching
from home.models import Association, AssociationPage
from saudi.text import ascii_digits
from services.models import ComplainedAbout, Intake, ServicePage

Role = Appointment.Role
TAKES_IN = (Role.RELATIONS_OFFICER, Role.BRANCH_DELEGATE)
LEAST_LETTERS = 3
MOST_FOUND = 20


def takes_in_for(user: Someone) -> QuerySet[Association]:
    """The associations for which the person may take requests in today."""
    return associations_where(user, TAKES_IN)


def services_to_take_in(user: Someone) -> list[tuple[Association, list[ServicePage]]]:
    """The services for which the person may take requests in, by association.

    In the active language where they have it, else in the site's own. A query an association.
    """
    found = []
    for association in takes_in_for(user).order_by("name_ar"):
        services = services_of(association)
        if services:
            found.append((association, services))
    return found


def services_of(association: Association) -> list[ServicePage]:
    """The live services of an association that take requests, each in one language."""
    homes = AssociationPage.objects.filter(association=association)
    below = Q(pk__in=[])
    for home in homes:
        below |= Q(path__startswith=home.path)
    pages = ServicePage.objects.live().filter(below, is_accepting=True).select_related("locale")
    active, default = Locale.get_active(), Locale.get_default()
    best: dict[object, ServicePage] = {}
    for page in pages.order_by("path"):
        known = best.get(page.translation_key)
        if page.locale_id == active.pk or (known is None and page.locale_id == default.pk):
            best[page.translation_key] = page
    return list(best.values())


def members_found(user: Someone, association: Association, text: str) -> QuerySet[Membership]:
    """Active members of the association by number, mobile or name, twenty at most, never oneself.

    None for who takes nothing in there, and for a text of fewer than three characters. People of
    other associations, and accounts without a membership, are never found.
    """
    text = " ".join(text.split())
    members = Membership.objects.filter(
        association=association, status=Membership.Status.ACTIVE, user__is_active=True
    ).exclude(user_id=user.pk or 0)
    allowed = takes_in_for(user).filter(pk=association.pk).exists()
    number = ascii_digits(text)
    found = members.filter(number__iexact=number)
    if len(text) >= LEAST_LETTERS:
        found |= members.filter(people_matching(text, prefix="user__"))
    if not allowed or not text:
        found = members.none()
    return found.select_related("user").order_by("user__name_folded", "pk")[:MOST_FOUND]


def offered_to(user: Someone) -> QuerySet[Intake]:
    """Unclaimed requests that were taken in under a proved address of the person's.

    Not those which they took in themselves, nor complaints about them.
    """
    if not isinstance(user, User) or not user.is_active:
        return Intake.objects.none()
    same = Q(pk__in=[])
    if user.phone and user.phone_verified:
        same |= Q(phone=user.phone)
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    if emails := [email.lower() for email in proved]:
        same |= Q(email__in=emails)
    about = ComplainedAbout.objects.filter(person=user).values("request")
    return (
        Intake.objects.filter(same, request__person=None)
        .exclude(taken_by=user)
        .exclude(request__in=about)
        .select_related("request__association", "request__service")
    )
