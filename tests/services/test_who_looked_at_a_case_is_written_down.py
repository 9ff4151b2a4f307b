from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from services.attachments import keep
from services.looks import ONE_LOOK, looked_at
from services.models import CaseLook
from services.models.append_only import AppendOnlyError
from tests.services.factories import make_request

What = CaseLook.What


def case_url(case):
    return reverse("casework:case", args=[case.reference])


def looks_url(case):
    return reverse("casework:looks", args=[case.reference])


def looks():
    return list(CaseLook.objects.order_by("pk").values_list("person__email", "what", "detail"))


@pytest.fixture
def file(committee_request, member):
    upload = SimpleUploadedFile("تقرير.pdf", b"%PDF-1.4")
    return keep(upload, by=member, request=committee_request)


def test_opening_a_case_is_one_look_in_ten_minutes(client, officer, committee_request):
    client.force_login(officer)
    client.get(case_url(committee_request))
    client.get(case_url(committee_request))
    assert looks() == [(officer.email, What.CASE, "")]


def test_it_is_another_look_ten_minutes_later(client, officer, committee_request, monkeypatch):
    client.force_login(officer)
    client.get(case_url(committee_request))
    later = timezone.now() + ONE_LOOK + timedelta(seconds=1)
    monkeypatch.setattr("services.looks.timezone.now", lambda: later)
    client.get(case_url(committee_request))
    assert len(looks()) == 2


def test_each_person_and_each_case_is_a_look_of_its_own(
    client, officer, supervisor, member, committee_request, direct_request
):
    for person in (officer, supervisor):
        client.force_login(person)
        for case in (committee_request, direct_request):
            client.get(case_url(case))
    assert len(looks()) == 4


def test_who_may_not_see_a_case_leaves_no_look(client, other_officer, committee_request):
    client.force_login(other_officer)
    assert client.get(case_url(committee_request)).status_code == 404
    assert looks() == []


def test_each_download_by_staff_is_a_look_with_the_name_of_the_file(
    client, officer, committee_request, file
):
    client.force_login(officer)
    address = reverse("casework:file", args=[committee_request.reference, file.pk])
    for _again in range(2):
        assert client.get(address).status_code == 200
    assert looks() == [(officer.email, What.FILE, "تقرير.pdf")] * 2


def test_staff_leave_a_look_by_the_members_address_too_and_the_owner_none(
    client, officer, member, committee_request, file
):
    address = reverse("services:file", args=[committee_request.reference, file.pk])
    for person in (member, officer):
        client.force_login(person)
        assert client.get(address).status_code == 200
    assert looks() == [(officer.email, What.FILE, "تقرير.pdf")]


def test_the_owners_own_page_is_no_look(client, member, committee_request):
    client.force_login(member)
    client.get(reverse("services:request", args=[committee_request.reference]))
    assert looked_at(person=member, requests=[committee_request], what=What.CASE) == 0
    assert looks() == []


def test_an_export_is_a_look_at_each_case_in_it(
    client, officer, other_officer, member, other_member, committee_request, direct_request
):
    client.force_login(officer)
    assert b"".join(client.get(reverse("casework:export"))) != b""
    client.force_login(other_officer)
    assert b"".join(client.get(reverse("casework:export"))) != b""
    assert looks() == [(officer.email, What.EXPORT, "")] * 2
    assert {look.request for look in CaseLook.objects.all()} == {committee_request, direct_request}


def test_the_list_itself_is_no_look(client, officer, committee_request):
    client.force_login(officer)
    client.get(reverse("casework:list"))
    assert looks() == []


def test_an_export_takes_the_same_queries_however_long(
    client, officer, member, committee_service, django_assert_num_queries
):
    cases = [make_request(member, committee_service) for _ in range(3)]
    for some in (cases[:1], cases):
        with django_assert_num_queries(3):
            looked_at(person=officer, requests=some, what=What.EXPORT)


def test_a_look_is_neither_changed_nor_removed(officer, committee_request):
    looked_at(person=officer, requests=[committee_request], what=What.REPORT)
    with pytest.raises(AppendOnlyError):
        CaseLook.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        CaseLook.objects.get().save()


def test_a_long_detail_is_cut(officer, committee_request):
    looked_at(person=officer, requests=[committee_request], what=What.FILE, detail="x" * 300)
    assert looks() == [(officer.email, What.FILE, "x" * 120)]


def test_a_supervisor_sees_on_the_case_who_looked(client, supervisor, officer, committee_request):
    looked_at(person=officer, requests=[committee_request], what=What.EXPORT)
    client.force_login(supervisor)
    page = client.get(case_url(committee_request)).content.decode()
    assert looks_url(committee_request) in page
    page = client.get(looks_url(committee_request)).content.decode()
    assert officer.full_name in page
    assert supervisor.full_name in page


def test_nobody_else_sees_who_looked(
    client, officer, other_officer, member, superuser, committee_request
):
    for person in (officer, other_officer, superuser):
        client.force_login(person)
        assert client.get(looks_url(committee_request)).status_code == 404
    client.force_login(member)
    assert client.get(looks_url(committee_request)).status_code in (302, 403, 404)
    client.force_login(officer)
    assert (
        looks_url(committee_request) not in client.get(case_url(committee_request)).content.decode()
    )


def test_a_supervisor_does_not_see_who_looked_at_their_own_case(
    client, supervisor, committee_service
):
    own = make_request(supervisor, committee_service)
    client.force_login(supervisor)
    assert client.get(looks_url(own)).status_code == 404


def test_the_page_of_looks_takes_the_same_queries_however_long(
    client, supervisor, officer, researcher, committee_request, django_assert_max_num_queries
):
    client.force_login(supervisor)
    client.get(looks_url(committee_request))
    counts = []
    for many in (1, 60):
        for _ in range(many):
            looked_at(person=officer, requests=[committee_request], what=What.FILE, detail="f")
            looked_at(person=researcher, requests=[committee_request], what=What.FILE)
        with django_assert_max_num_queries(40) as queries:
            response = client.get(looks_url(committee_request))
        assert response.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert response.context["paginator"].num_pages == 3
