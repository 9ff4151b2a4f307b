"""The same moment, in an open session: nothing of casework answers any more."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.appointments import end_appointment
from services import casework
from services.attachments import keep, keep_report_file
from services.models import ServiceRequest
from services.queries import casework_of, visible_to, works_on_requests
from tests import cast
from tests.cast import Role
from tests.services.factories import decided
from tests.services.work_lists import queue_of

OK, NOT_FOUND = 200, 404
TURNED_AWAY = (302, 403)
ROLES = [
    Role.RELATIONS_OFFICER,
    Role.SUPERVISOR,
    Role.SOCIAL_RESEARCHER,
    Role.COMMITTEE_MEMBER,
    Role.APPEALS_MEMBER,
]


@pytest.fixture
def case(committee_request, association, member, officer, researcher, committee_member):
    """Referred, reported on, refused and appealed: there is something in it for every role."""
    upload = SimpleUploadedFile("ملف.pdf", b"%PDF-1.4")

    def make(verb, by, **more):
        fresh = ServiceRequest.objects.get(pk=committee_request.pk)
        return getattr(casework, verb)(request=fresh, by=by, version=fresh.version, **more)

    keep(upload, by=member, request=committee_request)
    make("attach", member, files=[upload], signed_name="نورة")
    make("start_verification", officer)
    make("refer", officer, question="س", due_on=timezone.localdate())
    make("report", researcher, report="ت", finding="ن")
    keep_report_file(upload, by=researcher, referral=committee_request.referrals.get())
    moved = decided(make("present", officer), by=committee_member, accepts=False)
    return casework.appeal(request=moved, by=member, version=moved.version, reason="لا")


@pytest.fixture(params=ROLES)
def person(request, association):
    return cast.make_staff(association, request.param)


def holds(person, *roles):
    return person.appointments.get().role in roles


def lists():
    return [
        reverse("casework:list"),
        reverse("casework:guide"),
        reverse("casework:calendar"),
        reverse("casework:export") + "?format=csv",
    ]


def pages_of(case, person):
    """The addresses of the case that open to that person."""
    reference = case.reference
    pages = [
        reverse("casework:case", args=[reference]),
        reverse("casework:file", args=[reference, case.files.first().pk]),
        reverse("services:file", args=[reference, case.files.first().pk]),
    ]
    if holds(person, Role.SUPERVISOR):
        pages.append(reverse("casework:looks", args=[reference]))
    if holds(person, Role.SOCIAL_RESEARCHER):
        report = case.referrals.get().files.get()
        pages.append(reverse("casework:report_file", args=[reference, report.pk]))
    return pages


def test_every_page_closes_in_a_session_that_goes_on(client, case, person, superuser):
    client.force_login(person)
    pages = pages_of(case, person)
    assert {address: client.get(address).status_code for address in lists() + pages} == (
        dict.fromkeys(lists() + pages, OK)
    )

    end_appointment(appointment=person.appointments.get(), by=superuser)

    for address in lists():
        assert client.get(address).status_code in TURNED_AWAY, address
    for address in pages:
        assert client.get(address).status_code in (*TURNED_AWAY, NOT_FOUND), address
    assert "waiting-for-you" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_no_move_is_made_from_a_page_that_was_open(client, case, person, superuser):
    client.force_login(person)
    end_appointment(appointment=person.appointments.get(), by=superuser)
    events = case.events.count()
    for verb in ("assign", "register", "start_verification"):
        address = reverse("casework:move", args=[case.reference, verb])
        response = client.post(address, {f"{verb}-version": case.version})
        assert response.status_code in (*TURNED_AWAY, NOT_FOUND)
    with pytest.raises(PermissionDenied):
        casework.note(request=case, by=person, text="ما زلت هنا")
    assert case.events.count() == events


def test_no_read_finds_anything(case, person, superuser):
    assert case in casework_of(person)
    end_appointment(appointment=person.appointments.get(), by=superuser)
    for read in (casework_of, visible_to):
        assert not read(person).exists()
    assert not queue_of(person)
    assert not works_on_requests(person)


def test_the_home_of_the_admin_tells_no_more_what_waits(client, case, officer, superuser):
    client.force_login(officer)
    home = reverse("wagtailadmin_home")
    assert "waiting-for-you" in client.get(home).content.decode()
    end_appointment(appointment=officer.appointments.get(), by=superuser)
    assert "waiting-for-you" not in client.get(home).content.decode()


def test_another_role_that_goes_on_keeps_its_own_access(client, case, association, superuser):
    both = cast.make_staff(association, Role.RELATIONS_OFFICER)
    cast.Appointment.objects.create(
        user=both, association=association, role=Role.APPEALS_MEMBER, starts_on=cast.LONG_AGO
    )
    end_appointment(appointment=both.appointments.get(role=Role.RELATIONS_OFFICER), by=superuser)
    assert case in casework_of(both)
    with pytest.raises(PermissionDenied):
        casework.assign(request=case, by=both, version=case.version, to=None)
