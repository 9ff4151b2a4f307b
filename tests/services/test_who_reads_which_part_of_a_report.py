"""Need to know: the researcher reads the report, others who see the case finding and advice."""

import pytest
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.models import CaseLook
from services.queries import may_read_reports, reports_read_by
from tests import cast
from tests.services.factories import all_good
from tests.services.filled_in import pdf

REPORT, CIRCUMSTANCES, FINDING, QUESTION = "تفاصيل", "بيت مستأجر", "الأسرة محتاجة", "ما حال الأسرة؟"
FILE = "صور البيت.pdf"
NOT_FOUND = 404


@pytest.fixture
def colleague(association):
    return cast.make_staff(association, cast.Role.SOCIAL_RESEARCHER, "بدور بنت علي")


@pytest.fixture
def both(association, colleague):
    """An officer who is a researcher too; the case was not referred to them."""
    person = cast.make_staff(association, cast.Role.RELATIONS_OFFICER, "سعاد بنت فهد")
    person.appointments.create(
        association=association, role=cast.Role.SOCIAL_RESEARCHER, starts_on=cast.LONG_AGO
    )
    return person


@pytest.fixture
def other_researcher(other_association):
    return cast.make_staff(other_association, cast.Role.SOCIAL_RESEARCHER)


@pytest.fixture
def reported(committee_request, officer, researcher):
    """Referred to one researcher, reported on, and presented to the committee."""
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.refer(
        request=request,
        by=officer,
        version=request.version,
        question=QUESTION,
        due_on=timezone.localdate(),
        assigned_to=researcher,
    )
    request = casework.report(
        request=request,
        by=researcher,
        version=request.version,
        report=REPORT,
        circumstances=CIRCUMSTANCES,
        household=7,
        finding=FINDING,
        advice="partly",
        files=[pdf(FILE, b"secret")],
    )
    request = (
        casework.record_checks(
            request=request, by=officer, version=request.version, findings=all_good(request)
        )
        if request.checklist
        else request
    )
    return casework.present(request=request, by=officer, version=request.version)


def file_url(request):
    return reverse(
        "casework:report_file",
        args=[request.reference, request.referrals.get().files.get().pk],
    )


# Who, whether they see the case, whether they read the report.
READERS = [
    ("researcher", True, True),
    ("officer", True, False),
    ("supervisor", True, False),
    ("committee_member", True, False),
    ("both", True, False),
    ("colleague", False, False),
    ("other_officer", False, False),
    ("other_researcher", False, False),
    ("editor", False, False),
    ("superuser", False, False),
    ("member", False, False),
    ("other_member", False, False),
    ("person", False, False),
]


@pytest.mark.parametrize(("name", "sees", "reads"), READERS)
def test_each_reads_their_part(name, sees, reads, request, client, reported):
    person = request.getfixturevalue(name)
    client.force_login(person)
    page = client.get(reverse("casework:case", args=[reported.reference])).content.decode()
    for words in (FINDING, QUESTION):
        assert (words in page) is sees
    for words in (REPORT, CIRCUMSTANCES, FILE):
        assert (words in page) is reads
    assert may_read_reports(person, reported) is reads
    assert reports_read_by(person).exists() is reads


@pytest.mark.parametrize(("name", "sees", "reads"), READERS)
def test_the_files_of_a_report_are_for_its_readers(name, sees, reads, request, client, reported):
    person = request.getfixturevalue(name)
    client.force_login(person)
    answer = client.get(file_url(reported))
    if not reads:
        assert answer.status_code in {NOT_FOUND, 302}
        return
    assert b"".join(answer).endswith(b"secret")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    look = CaseLook.objects.get(what=CaseLook.What.REPORT)
    # Supervisors read who looked; what a report is made of is not theirs.
    assert (look.person, look.detail) == (person, "")


def test_the_member_reads_nothing_of_it(client, member, reported):
    client.force_login(member)
    page = client.get(reverse("services:request", args=[reported.reference])).content.decode()
    for words in (FINDING, QUESTION, REPORT, CIRCUMSTANCES, FILE):
        assert words not in page


def test_a_file_is_not_found_under_another_case(client, researcher, reported, direct_request):
    client.force_login(researcher)
    key = reported.referrals.get().files.get().pk
    url = reverse("casework:report_file", args=[direct_request.reference, key])
    assert client.get(url).status_code == NOT_FOUND


def test_a_researcher_whose_office_ended_reads_it_no_more(client, researcher, reported):
    url = file_url(reported)
    researcher.appointments.update(ends_on=cast.LONG_AGO)
    client.force_login(researcher)
    assert client.get(url).status_code != 200
    assert not reports_read_by(researcher).exists()


def test_a_case_referred_to_any_researcher_is_read_by_researchers_alone(
    reported, researcher, colleague, officer, supervisor, committee_member, member, superuser
):
    reported.referrals.update(assigned_to=None)
    for person in (officer, supervisor, committee_member, member, superuser):
        assert not reports_read_by(person).exists()
    for person in (researcher, colleague):
        assert reports_read_by(person).exists()
