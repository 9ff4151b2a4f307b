"""A referral: to whom, until when, taken back, and the report that ends it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.models import Referral, State
from services.models.who_may import free_for
from services.queries import casework_of
from services.referrals import open_referrals_of
from services.uploads import Upload
from tests import cast
from tests.services.factories import make_request, make_service
from tests.services.filled_in import pdf
from tests.services.work_lists import mine_of

TODAY = timezone.localdate()


@pytest.fixture
def colleague(association):
    """A second researcher of the association."""
    return cast.make_staff(association, cast.Role.SOCIAL_RESEARCHER, "بدور بنت علي")


@pytest.fixture
def verifying(committee_request, officer):
    return casework.start_verification(request=committee_request, by=officer, version=1)


def refer(request, by, **changes):
    values = {"question": "ما حال الأسرة؟", "due_on": TODAY + timedelta(days=3)}
    return casework.refer(request=request, by=by, version=request.version, **(values | changes))


def report(request, by, **changes):
    values = {"report": "زيارة ولقاء", "finding": "محتاجة"}
    return casework.report(request=request, by=by, version=request.version, **(values | changes))


def test_a_case_is_referred_to_one_researcher_and_hidden_from_the_others(
    verifying, officer, researcher, colleague
):
    request = refer(verifying, officer, assigned_to=researcher)
    assert list(casework_of(researcher)) == [request]
    assert not casework_of(colleague).exists()
    with pytest.raises(PermissionDenied):
        report(request, colleague)
    assert report(request, researcher).state == State.VERIFYING


def test_a_case_referred_to_none_by_name_is_any_researchers(
    verifying, officer, researcher, colleague
):
    request = refer(verifying, officer)
    assert list(casework_of(colleague)) == list(casework_of(researcher)) == [request]
    assert report(request, colleague).referrals.get().reported_by == colleague


@pytest.mark.parametrize("name", ["officer", "member", "committee_member", "person"])
def test_a_case_is_referred_to_researchers_alone(verifying, officer, name, request):
    with pytest.raises(ValidationError) as refused:
        refer(verifying, officer, assigned_to=request.getfixturevalue(name))
    assert list(refused.value.message_dict) == ["assigned_to"]


def test_a_case_is_not_referred_to_another_associations_researcher(
    verifying, officer, other_association
):
    other = cast.make_staff(other_association, cast.Role.SOCIAL_RESEARCHER)
    assert other not in free_for(verifying, cast.Role.SOCIAL_RESEARCHER)
    with pytest.raises(ValidationError):
        refer(verifying, officer, assigned_to=other)


def test_a_researcher_does_not_study_their_own_request(association, researcher, officer):
    own = make_request(researcher, make_service(association))
    own = casework.start_verification(request=own, by=officer, version=1)
    assert researcher not in free_for(own, cast.Role.SOCIAL_RESEARCHER)
    with pytest.raises(ValidationError):
        refer(own, officer, assigned_to=researcher)


def test_the_report_is_kept_in_its_parts(verifying, officer, researcher):
    request = refer(verifying, officer)
    request = report(
        request,
        researcher,
        method="visit",
        studied_on=TODAY,
        household=7,
        circumstances="بيت مستأجر",
        advice="partly",
        files=[pdf("صور.pdf")],
    )
    kept = request.referrals.get()
    assert (kept.method, kept.studied_on, kept.household) == ("visit", TODAY, 7)
    assert (kept.circumstances, kept.advice) == ("بيت مستأجر", "partly")
    assert (kept.report, kept.finding) == ("زيارة ولقاء", "محتاجة")
    assert (kept.reported_by, kept.reported_at is None) == (researcher, False)
    assert [file.name for file in kept.files.all()] == ["صور.pdf"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("report", " "),
        ("finding", ""),
        ("method", "guess"),
        ("advice", "maybe"),
        ("studied_on", TODAY + timedelta(days=1)),
        ("household", 0),
        ("household", 100),
        ("circumstances", "س" * 5001),
        ("report", "س" * 10_001),
    ],
)
def test_a_report_that_cannot_be_is_refused(verifying, officer, researcher, field, value):
    request = refer(verifying, officer)
    with pytest.raises(ValidationError) as refused:
        report(request, researcher, **{field: value})
    assert list(refused.value.message_dict) == [field]


def test_of_several_files_one_bad_one_keeps_none(verifying, officer, researcher):
    request = refer(verifying, officer)
    bad: Upload = pdf("bad.pdf")
    bad.file.seek(0)
    bad.file.write(b"words")
    with pytest.raises(ValidationError):
        report(request, researcher, files=[pdf(), bad])
    referral = request.referrals.get()
    assert referral.reported_at is None
    assert not referral.files.exists()


def test_the_researcher_still_sees_their_own_report_when_the_case_has_left_them(
    client, verifying, officer, researcher, colleague
):
    request = report(refer(verifying, officer, assigned_to=researcher), researcher)
    casework.withdraw(request=request, by=request.person, version=request.version)
    client.force_login(researcher)
    page = client.get(reverse("casework:case", args=[request.reference]))
    assert "زيارة ولقاء" in page.content.decode()


def test_a_case_taken_back_is_closed_to_the_researcher_and_can_be_referred_anew(
    verifying, officer, researcher, colleague
):
    request = refer(verifying, officer, assigned_to=researcher)
    request = casework.recall(
        request=request, by=officer, version=request.version, reason="الباحثة في إجازة"
    )
    assert request.state == State.VERIFYING
    assert request.events.last().internal_note == "الباحثة في إجازة"
    assert not casework_of(researcher).exists()

    request = report(refer(request, officer, assigned_to=colleague), colleague)
    first, second = request.referrals.all()
    assert (first.reported_at, first.report) == (None, "")
    assert second.reported_by == colleague
    assert not casework_of(researcher).exists()


def test_a_case_taken_back_and_referred_to_any_researcher_is_nobodys_own(
    verifying, officer, researcher
):
    request = refer(verifying, officer, assigned_to=researcher)
    assert mine_of(researcher) == [request]
    request = casework.recall(request=request, by=officer, version=request.version, reason="س")
    assert not mine_of(researcher)
    request = refer(request, officer)
    assert request in casework_of(researcher)
    assert not mine_of(researcher)


def test_only_officers_take_a_case_back(verifying, officer, researcher, supervisor):
    request = refer(verifying, officer)
    for someone in (researcher, supervisor, request.person):
        with pytest.raises(PermissionDenied):
            casework.recall(request=request, by=someone, version=request.version, reason="س")


def test_who_waits_for_which_report(verifying, officer, researcher, colleague, supervisor):
    request = refer(verifying, officer, assigned_to=researcher)
    waiting = list(request.referrals.all())
    assert list(open_referrals_of(researcher)) == waiting
    assert list(open_referrals_of(officer)) == waiting
    assert list(open_referrals_of(supervisor)) == waiting
    assert not open_referrals_of(colleague).exists()
    report(request, researcher)
    assert not open_referrals_of(researcher).exists()
    assert not open_referrals_of(officer).exists()


def test_another_association_waits_for_no_report_of_this_one(verifying, officer, other_officer):
    refer(verifying, officer)
    assert not open_referrals_of(other_officer).exists()


def test_late_reports_show_on_the_home_of_who_waits(client, verifying, officer, researcher):
    request = refer(verifying, officer)
    home = reverse("wagtailadmin_home")
    client.force_login(researcher)
    assert 'id="reports-due' in client.get(home).content.decode()
    assert "case__late" not in client.get(home).content.decode()
    Referral.objects.update(due_on=date(2020, 1, 1))
    for person in (researcher, officer):
        client.force_login(person)
        assert "case__late" in client.get(home).content.decode()
    report(request, researcher)
    assert "case__late" not in client.get(home).content.decode()


def test_a_report_that_is_refused_comes_back_and_asks_for_its_files_again(
    client, verifying, officer, researcher
):
    request = refer(verifying, officer)
    client.force_login(researcher)
    page = client.get(reverse("casework:case", args=[request.reference])).content.decode()
    assert 'enctype="multipart/form-data"' in page
    sent = {
        "report-version": request.version,
        "report-report": "زيارة ولقاء",
        "report-finding": "",
        "report-files": pdf("صور.pdf"),
    }
    url = reverse("casework:move", args=[request.reference, "report"])
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert answer.context["sent"].lost_files
    assert "زيارة ولقاء" in answer.content.decode()

    answer = client.post(url, sent | {"report-finding": "محتاجة", "report-files": pdf("صور.pdf")})
    assert answer.status_code == 302
    assert request.referrals.get().files.get().name == "صور.pdf"


def test_the_officer_refers_by_the_form(client, verifying, officer, researcher, other_association):
    other = cast.make_staff(other_association, cast.Role.SOCIAL_RESEARCHER)
    client.force_login(officer)
    url = reverse("casework:move", args=[verifying.reference, "refer"])
    sent = {
        "refer-version": verifying.version,
        "refer-question": "ما حال الأسرة؟",
        "refer-due_on": TODAY.isoformat(),
    }
    assert client.post(url, sent | {"refer-assigned_to": other.pk}).status_code == 422
    assert client.post(url, sent | {"refer-assigned_to": researcher.pk}).status_code == 302
    assert verifying.referrals.get().assigned_to == researcher


def test_a_second_recall_leaves_the_first_as_it_was(officer, committee_request):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    recalled = []
    for _ in range(2):
        due = timezone.localdate()
        request = casework.refer(
            request=request, by=officer, version=request.version, question="س", due_on=due
        )
        request = casework.recall(
            request=request, by=officer, version=request.version, reason="لا حاجة"
        )
        recalled.append(request.referrals.order_by("pk").first().recalled_at)
    assert recalled[0] == recalled[1]
