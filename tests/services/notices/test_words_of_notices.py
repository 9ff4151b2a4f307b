"""An association words its own notices; the standard words stand in for what it leaves."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.notifications import choose_channels
from accounts.sms import MemorySms
from home.models import Association
from services import casework
from services.models import NoticeTemplate, ServiceRequest
from services.notice_templates import OCCASIONS, reset_template, save_template, words_to_begin_with
from services.notices import UNTOLD
from services.placeholders import check_placeholders

LIST = reverse("notice_templates:list")
WORDS = {
    "subject": "بشأن {reference}",
    "text": "يا {name}، بدأنا العمل على {service}.",
    "sms": "{association}: بدأنا الشغل",
}


def address(name: str, association: Association, move: str, language: str = "ar") -> str:
    return reverse(f"notice_templates:{name}", args=[association.pk, move, language])


@pytest.fixture
def template(association: Association) -> NoticeTemplate:
    return NoticeTemplate.objects.create(
        association=association, move="start_verification", language="ar", **WORDS
    )


@pytest.fixture
def told(committee_request: ServiceRequest, officer: User, committed):  # type: ignore[no-untyped-def]
    """A function that starts verification with these words, and gives the mail."""

    def tell(**words: str):  # type: ignore[no-untyped-def]
        with committed():
            casework.start_verification(request=committee_request, by=officer, version=1, **words)
        return mail.outbox[0]

    return tell


def test_own_words_go_out_instead(template: NoticeTemplate, told, member: User) -> None:  # type: ignore[no-untyped-def]
    message = told()
    assert message.subject.startswith("بشأن ")
    html = message.alternatives[0][0]
    for body in (message.body, html):
        assert f"يا {member.full_name}، بدأنا العمل على مساعدة طبية." in body
        assert "/me/requests/" in body
    assert "نتحقق" not in message.body


def test_what_an_officer_wrote_is_not_lost_by_the_words(template: NoticeTemplate, told) -> None:  # type: ignore[no-untyped-def]
    message = told(message="أحضر {name} <b>الأصل", internal_note="سر بيننا")
    assert "أحضر {name} <b>الأصل" in message.body
    assert "أحضر {name} &lt;b&gt;الأصل" in message.alternatives[0][0]
    assert "سر بيننا" not in message.body


def test_it_stands_where_the_words_put_it_and_nowhere_else(template: NoticeTemplate, told) -> None:  # type: ignore[no-untyped-def]
    template.text = "قيل لك: {message} انتهى"
    template.save()
    message = told(message="أحضر الأصل")
    assert message.body.count("أحضر الأصل") == 1
    assert "قيل لك: أحضر الأصل انتهى" in message.body


def test_what_was_not_written_leaves_no_hole(template: NoticeTemplate, told) -> None:  # type: ignore[no-untyped-def]
    template.text = "أولا\r\n\r\n{message}\r\n\r\nثانيا"
    template.save()
    assert "أولا\n\nثانيا" in told().body


def test_a_text_message_always_carries_the_address(
    template: NoticeTemplate, told, member: User
) -> None:  # type: ignore[no-untyped-def]
    choose_channels(person=member, chosen={"progress": ["sms", "email"]})
    MemorySms.outbox.clear()
    told(message="كلام خاص")
    [sms] = MemorySms.outbox
    assert sms.text.startswith("جمعية wadi التعاونية: بدأنا الشغل http")
    assert "كلام خاص" not in sms.text


@pytest.mark.parametrize("unlike", [{"language": "en"}, {"move": "ask"}])
def test_other_languages_and_occasions_keep_the_standard(
    unlike: dict[str, str], template: NoticeTemplate, told
) -> None:  # type: ignore[no-untyped-def]
    NoticeTemplate.objects.update(**unlike)
    assert not told().subject.startswith("بشأن ")


def test_another_associations_words_are_not_used(
    template: NoticeTemplate, other_association: Association, told
) -> None:  # type: ignore[no-untyped-def]
    NoticeTemplate.objects.update(association=other_association)
    assert not told().subject.startswith("بشأن ")


# In the admin.


@pytest.mark.parametrize("who", ["editor", "supervisor"])
def test_editors_and_supervisors_word_them(
    who: str, client: Client, request: pytest.FixtureRequest, association: Association
) -> None:
    client.force_login(request.getfixturevalue(who))
    page = client.get(LIST).content.decode()
    one = address("edit", association, "start_verification")
    assert one in page
    assert client.get(one).status_code == 200
    assert client.post(one, WORDS)["Location"] == LIST
    made = NoticeTemplate.objects.get()
    assert (made.association, made.move, made.language) == (association, "start_verification", "ar")
    client.post(one, WORDS | {"sms": "غير ذلك"})
    assert NoticeTemplate.objects.get().sms == "غير ذلك"


def test_what_is_internal_is_no_occasion(client: Client, editor: User, association) -> None:  # type: ignore[no-untyped-def]
    assert not set(OCCASIONS) & UNTOLD
    client.force_login(editor)
    page = client.get(LIST).content.decode()
    for move in ("note", "assign", "recuse", "decide", "write", "nothing"):
        one = address("edit", association, move)
        assert one not in page
        assert client.get(one).status_code == 404
        assert client.post(one, WORDS).status_code == 404
    assert client.get(address("edit", association, "ask", "fr")).status_code == 404


def test_a_preview_keeps_nothing(client: Client, editor: User, association: Association) -> None:
    client.force_login(editor)
    one = address("edit", association, "start_verification")
    answer = client.post(one, WORDS | {"preview": "1"})
    assert answer.status_code == 200
    assert "{" not in answer.context["preview"].text
    assert "بدأنا العمل على" in answer.context["preview"].text
    assert not NoticeTemplate.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("subject", "{link}"),
        ("subject", "{message}"),
        ("text", "{nmae}"),
        ("sms", "{message}"),
        ("sms", "{"),
        ("text", ""),
    ],
)
def test_what_a_field_does_not_know_is_said_beside_it(
    field: str, text: str, client: Client, editor: User, association: Association
) -> None:
    client.force_login(editor)
    one = address("edit", association, "start_verification")
    for more in ({}, {"preview": "1"}):
        answer = client.post(one, WORDS | {field: text} | more)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert not NoticeTemplate.objects.exists()


def test_going_back_to_the_standard_asks_first(
    client: Client, editor: User, template: NoticeTemplate, association: Association
) -> None:
    client.force_login(editor)
    one = address("reset", association, "start_verification")
    assert one in client.get(address("edit", association, "start_verification")).content.decode()
    assert client.get(one).status_code == 200
    assert NoticeTemplate.objects.exists()
    client.post(one)
    assert not NoticeTemplate.objects.exists()
    assert client.get(one).status_code == 404


@pytest.mark.parametrize("who", ["officer", "researcher", "other_editor"])
def test_others_reach_none(
    who: str,
    client: Client,
    request: pytest.FixtureRequest,
    template: NoticeTemplate,
    association: Association,
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert "الشغل" not in client.get(LIST).content.decode()
    for name in ("edit", "reset"):
        one = address(name, association, "start_verification")
        for answer in (client.get(one), client.post(one, WORDS | {"sms": "تغير"})):
            assert answer.status_code == 404
    template.refresh_from_db()
    assert template.sms == WORDS["sms"]


def test_the_verbs_refuse_others_themselves(
    template: NoticeTemplate, officer: User, other_editor: User
) -> None:
    for by in (officer, other_editor):
        with pytest.raises(PermissionDenied):
            save_template(template=template, by=by)
        with pytest.raises(PermissionDenied):
            reset_template(template=template, by=by)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_one_begins_with_may_be_saved_as_it_is(
    language: str, association: Association, editor: User
) -> None:
    for move in OCCASIONS:
        template = words_to_begin_with(association, move, language)
        save_template(template=template, by=editor)
        days = {"submit": {"promised_day"}, "schedule": {"expected_day"}}.get(move, set())
        check_placeholders(template.text, {"name", "message", "service", "reference"} | days)
    assert NoticeTemplate.objects.count() == len(OCCASIONS)


def test_the_list_takes_no_more_queries_for_more_words(
    client: Client,
    editor: User,
    association: Association,
    template: NoticeTemplate,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    client.force_login(editor)
    client.get(LIST)
    with django_assert_max_num_queries(40) as few:
        client.get(LIST)
    for move in OCCASIONS:
        NoticeTemplate.objects.get_or_create(
            association=association, move=move, language="en", defaults=WORDS
        )
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
