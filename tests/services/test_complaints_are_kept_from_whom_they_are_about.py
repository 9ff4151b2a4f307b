"""From whom a complaint is about it is hidden everywhere, and whoever is left answers it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.drafts import save_draft
from services.models import Kind, Recusal, Referral, Route, ServiceRequest
from services.queries import casework_of, visible_to
from services.staff.move_forms import MOVE_FORMS
from services.submission import submit
from services.views.access import form_url
from tests import cast
from tests.cast import Role
from tests.services.factories import make_request, make_service
from tests.services.filled_in import opened, pdf
from tests.services.work_lists import queue_of

LIST = reverse("casework:list")


@pytest.fixture
def service(association):
    page = make_service(
        association, Route.DIRECT, title="شكوى", kind=Kind.COMPLAINT, open_to="everyone"
    )
    page.form_fields.create(clean_name="need", label="الشكوى", field_type="multiline", sort_order=1)
    page.form_fields.create(
        clean_name="paper", label="مستند", field_type="file", sort_order=2, required=False
    )
    page.save()
    return page


@pytest.fixture
def complaint(member, service):
    return make_request(member, service, kind=Kind.COMPLAINT)


@pytest.fixture
def second_officer(association):
    return cast.make_staff(association, Role.RELATIONS_OFFICER, "مها بنت صالح")


def name(complaint, by, person):
    fresh = ServiceRequest.objects.get(pk=complaint.pk)
    return casework.name_complained_about(
        request=fresh, by=by, version=fresh.version, person=person
    )


def test_once_named_it_is_hidden_from_lists_page_files_and_counts(
    client, officer, second_officer, member, service
):
    request = submit(
        person=member,
        service=service,
        answers={"need": "أساء إليّ"},
        files={"paper": [pdf()]},
        signed_name="نورة",
    )
    file = reverse("casework:file", args=[request.reference, request.files.get().pk])
    case = reverse("casework:case", args=[request.reference])
    client.force_login(officer)
    assert client.get(case).status_code == client.get(file).status_code == 200
    assert queue_of(officer)
    name(request, second_officer, officer)
    for address in (case, file, reverse("services:file", args=[request.reference, 1])):
        assert client.get(address).status_code == 404
    exported = client.get(reverse("casework:export"), {"tab": "all", "format": "csv"})
    export = b"".join(exported.streaming_content).decode()
    assert request.reference not in export.replace("\u00a0", "")
    found = client.get(LIST, {"q": request.reference}).content.decode()
    assert "نورة" not in found
    for seen in (casework_of(officer), visible_to(officer)):
        assert not seen.exists()
    assert not queue_of(officer)
    assert casework_of(second_officer).get() == request


def test_they_can_make_no_move_any_more(officer, second_officer, complaint):
    named = name(complaint, second_officer, officer)
    with pytest.raises(PermissionDenied):
        casework.schedule(
            request=named,
            by=officer,
            version=named.version,
            expected_on=timezone.localdate(),
            contact_note="هاتف",
        )


def test_what_was_theirs_to_do_is_theirs_no_more(officer, second_officer, researcher, complaint):
    ServiceRequest.objects.filter(pk=complaint.pk).update(assigned_to=officer)
    Referral.objects.create(
        request=complaint,
        question="س",
        due_on=timezone.localdate(),
        referred_by=officer,
        assigned_to=researcher,
    )
    assert name(complaint, second_officer, officer).assigned_to is None
    name(complaint, second_officer, researcher)
    assert complaint.referrals.get().assigned_to is None
    assert not casework_of(researcher).exists()


def test_a_referral_taken_back_still_tells_to_whom_it_went(
    officer, second_officer, researcher, complaint
):
    Referral.objects.create(
        request=complaint,
        question="س",
        due_on=timezone.localdate(),
        referred_by=officer,
        assigned_to=researcher,
        recalled_at=timezone.now(),
    )
    name(complaint, second_officer, researcher)
    assert complaint.referrals.get().assigned_to == researcher


def test_the_event_is_for_colleagues_alone(client, second_officer, officer, member, complaint):
    event = name(complaint, second_officer, officer).events.last()
    assert (event.move, event.actor, event.message) == (
        "name_complained_about",
        second_officer,
        "",
    )
    client.force_login(member)
    page = client.get(reverse("services:request", args=[complaint.reference])).content.decode()
    assert "خالد بن ناصر" not in page


@pytest.mark.parametrize("role", ["researcher", "committee_member", "editor", "other_officer"])
def test_only_officers_and_supervisors_name(role, request, officer, complaint):
    with pytest.raises(PermissionDenied):
        name(complaint, request.getfixturevalue(role), officer)


def test_only_staff_of_today_can_be_named(supervisor, member, other_officer, officer, complaint):
    officer.appointments.update(ended_at=timezone.now())
    for person in (member, other_officer, officer):
        with pytest.raises(ValidationError):
            name(complaint, supervisor, person)


def test_nobody_is_named_twice(supervisor, officer, complaint):
    name(complaint, supervisor, officer)
    with pytest.raises(ValidationError):
        name(complaint, supervisor, officer)


def test_a_request_that_is_no_complaint_is_about_nobody(supervisor, officer, direct_request):
    with pytest.raises(casework.MoveNotAllowed):
        name(direct_request, supervisor, officer)


def test_where_it_is_about_every_officer_the_supervisor_does_their_part(
    supervisor, officer, second_officer, complaint
):
    name(complaint, supervisor, officer)
    assert not queue_of(supervisor)
    fresh = ServiceRequest.objects.get(pk=complaint.pk)
    assert "schedule" not in {move.name for move in fresh.moves_open_to(supervisor)}
    name(complaint, supervisor, second_officer)
    assert queue_of(supervisor) == [complaint]
    fresh = ServiceRequest.objects.get(pk=complaint.pk)
    moved = casework.schedule(
        request=fresh,
        by=supervisor,
        version=fresh.version,
        expected_on=timezone.localdate(),
        contact_note="هاتف",
    )
    assert moved.state == "scheduled"


def test_a_supervisor_who_is_recused_does_not_stand_in(supervisor, officer, complaint):
    name(complaint, supervisor, officer)
    fresh = ServiceRequest.objects.get(pk=complaint.pk)
    assert "schedule" in {move.name for move in fresh.moves_open_to(supervisor)}
    Recusal.objects.create(
        request=complaint, person=supervisor, reason="قرابة", recorded_by=officer
    )
    fresh = ServiceRequest.objects.get(pk=complaint.pk)
    assert not fresh.moves_open_to(supervisor)


def test_a_supervisor_complained_about_sees_nothing(supervisor, officer, complaint):
    name(complaint, officer, supervisor)
    assert not casework_of(supervisor).exists()
    assert not queue_of(supervisor)


def test_the_member_may_name_somebody_on_the_form(client, member, officer, other_officer, service):
    client.force_login(member)
    page = client.get(form_url(service)).content.decode()
    assert "خالد بن ناصر" in page
    assert "ريم بنت بدر" not in page
    sent = {
        "ticket": opened(client, service),
        "answer-need": "أساء إليّ",
        "contact_by": "email",
        "about": [officer.pk],
        "action": "continue",
    }
    review = client.post(form_url(service), sent)["Location"]
    page = client.get(review)
    assert "خالد بن ناصر" in page.content.decode()
    signed = {
        "ticket": page.context["ticket"],
        "seen": page.context["seen"],
        "signed_name": "نورة",
        "agreed": "on",
    }
    client.post(review, signed)
    request = ServiceRequest.objects.get()
    assert request.is_about(officer)
    assert request.complained_about.get().named_by == member
    assert not casework_of(officer).exists()


def test_who_is_no_member_is_shown_no_names(client, person, other_officer, officer, service):
    for somebody in (person, other_officer):
        client.force_login(somebody)
        assert "خالد بن ناصر" not in client.get(form_url(service)).content.decode()
        with pytest.raises(ValidationError):
            submit(
                person=somebody,
                service=service,
                answers={"need": "س"},
                signed_name="س",
                about=[officer.pk],
            )


def test_other_services_name_nobody(client, member, officer, direct_service):
    client.force_login(member)
    assert "خالد بن ناصر" not in client.get(form_url(direct_service)).content.decode()


def test_somebody_who_is_not_on_the_staff_is_refused(member, other_officer, service):
    with pytest.raises(ValidationError) as refused:
        submit(
            person=member,
            service=service,
            answers={"need": "س"},
            signed_name="نورة",
            about=[other_officer.pk],
        )
    assert "about" in refused.value.error_dict
    assert not ServiceRequest.objects.exists()


def test_who_has_left_since_the_draft_was_written_is_left_out(member, officer, service):
    save_draft(person=member, service=service, answers={"need": "س"}, about=[officer.pk])
    officer.appointments.update(ended_at=timezone.now())
    request = submit(person=member, service=service, signed_name="نورة")
    assert not request.complained_about.exists()


def test_the_case_page_names_them(client, supervisor, officer, second_officer, complaint):
    client.force_login(supervisor)
    case = reverse("casework:case", args=[complaint.reference])
    assert "name_complained_about" in MOVE_FORMS
    sent = {
        "name_complained_about-version": complaint.version,
        "name_complained_about-person": officer.pk,
        "name_complained_about-understood": "on",
    }
    client.post(reverse("casework:move", args=[complaint.reference, "name_complained_about"]), sent)
    assert complaint.is_about(officer)
    assert "خالد بن ناصر" in client.get(case).content.decode()
