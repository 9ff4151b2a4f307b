"""Letters and minutes are made by a task, once, and handed out as they were made."""

import hashlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from services import papers
from services.committee.decisions import recuse
from services.committee.sittings import close_sitting
from services.daily import run_daily
from services.models import Decision, Paper
from services.models.append_only import AppendOnlyError
from services.papers import ask_for, letter_of, make_paper, minutes_of
from services.pdf.fonts import NoFont
from services.references import show_reference
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.pdf.reading import words

Problem = Paper.Problem
printed = pytest.mark.papers


@pytest.fixture
def queue(monkeypatch):
    """The keys of the papers that wait for a worker, as nobody works meanwhile."""
    waiting = []
    task = SimpleNamespace(enqueue=lambda paper_id: waiting.append(paper_id))
    monkeypatch.setattr(papers, "make_paper", task)
    return waiting


def work_off(queue):
    while queue:
        make_paper.call(paper_id=queue.pop(0))


@pytest.fixture
def sitting(case, another_case, trio, officer):
    """A closed sitting that accepted one case and did not hear the other."""
    sitting = opened(planned([case, another_case], officer), trio)
    voted(sitting.items.first(), dict.fromkeys(trio, Choice.ACCEPT), reason="سبب القبول")
    return close_sitting(sitting=sitting, by=officer)


@pytest.fixture
def decision(sitting):
    return Decision.objects.get()


def letter_at(case, decision, site="services"):
    return reverse(f"{site}:letter", args=[case.reference, decision.pk])


def minutes_at(sitting):
    return reverse("sittings:minutes", args=[sitting.pk])


@printed
def test_a_letter_is_made_once_its_announcement_is_committed(case, trio, officer, committed):
    item = opened(planned([case], officer), trio).items.get()
    with committed():
        decision = voted(item, dict.fromkeys(trio, Choice.ACCEPT))
        assert decision.letter.made_at is None
    decision.letter.refresh_from_db()
    assert decision.letter.made_at is not None
    with decision.letter.file.open() as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == decision.letter.sha256


@printed
def test_whole_minutes_are_made_once_the_sitting_is_closed(case, trio, officer, committed):
    sitting = opened(planned([case], officer), trio)
    with committed():
        close_sitting(sitting=sitting, by=officer)
        assert not sitting.minutes.exclude(made_at=None).exists()
    paper = sitting.minutes.get()
    assert paper.made_at is not None and (paper.left_out, paper.language) == ("", "ar")


@printed
def test_a_letter_stays_as_it_was_made(client, case, decision, member, association, queue):
    paper = ask_for(letter_of(decision))
    work_off(queue)
    client.force_login(member)
    first = client.get(letter_at(case, decision))
    assert first["Cache-Control"] == "private, no-store"
    member.full_name, member.language = "اسم آخر", "en"
    member.save()
    association.name_ar = "جمعية أخرى"
    association.save()
    make_paper.call(paper_id=paper.pk)
    assert client.get(letter_at(case, decision)).content == first.content


@printed
def test_nothing_changes_a_paper_that_is_made(decision, queue):
    paper = ask_for(letter_of(decision))
    work_off(queue)
    assert Paper.objects.filter(pk=paper.pk).update(sha256="", problem=Problem.OTHER) == 0
    paper.refresh_from_db()
    for change in (paper.save, paper.delete, Paper.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()


@printed
def test_two_workers_keep_one_paper(decision, queue, monkeypatch):
    """The second is slow: the first has kept the paper when it comes to it."""
    paper, made = ask_for(letter_of(decision)), []
    print_letter = papers.decision_letter

    def while_another_works(decision):
        data = print_letter(decision)
        if not made:
            made.append(data)
            make_paper.call(paper_id=paper.pk)
        return data + b"\n%late"

    monkeypatch.setattr(papers, "decision_letter", while_another_works)
    work_off(queue)
    paper.refresh_from_db()
    with paper.file.open() as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == paper.sha256
    folder, _name = paper.file.name.split("/")
    assert paper.file.storage.listdir(folder)[1].count(_name) == 1


@printed
def test_who_asks_too_early_is_told_and_asks_again_by_itself(
    client, case, decision, member, officer, queue
):
    for person, site in ((member, "services"), (officer, "casework")):
        client.force_login(person)
        early = client.get(letter_at(case, decision, site))
        assert (early.status_code, early["Refresh"]) == (202, "3")
        assert {"private", "no-store"} <= set(early["Cache-Control"].split(", "))
        assert early["Content-Type"].startswith("text/html")
    assert queue == [decision.letter.pk]  # asked for twice, made once
    work_off(queue)
    assert client.get(letter_at(case, decision, site)).content.startswith(b"%PDF")


def test_a_task_that_does_not_come_is_given_again(client, case, decision, member, queue):
    client.force_login(member)
    client.get(letter_at(case, decision))
    long_ago = timezone.now() - papers.ASKED_AGAIN_AFTER - timedelta(seconds=1)
    Paper.objects.update(asked_at=long_ago)
    client.get(letter_at(case, decision))
    assert len(queue) == 2


@printed
def test_minutes_of_a_sitting_long_closed_are_made_when_asked_for(client, sitting, officer):
    sitting.minutes.model._base_manager.filter(sitting=sitting)._raw_delete("default")
    client.force_login(officer)
    told = client.get(minutes_at(sitting))
    assert told.status_code == 200 and "سبب القبول" in words(told.content)


@printed
def test_who_is_recused_is_given_a_copy_without_the_case(
    client, sitting, case, another_case, trio, officer, queue
):
    recuse(request=another_case, person=trio[2], reason="قرابة", by=officer)
    copies = []
    for person in (officer, trio[2]):
        client.force_login(person)
        assert client.get(minutes_at(sitting)).status_code == 202
        work_off(queue)
        copies.append(words(client.get(minutes_at(sitting)).content))
    hidden = show_reference(another_case.reference).replace("\u00a0", " ")
    assert [hidden in copy for copy in copies] == [True, False]
    assert set(sitting.minutes.values_list("left_out", flat=True)) == {"", "2"}


@printed
def test_what_a_person_may_read_is_asked_at_each_download(
    client, sitting, another_case, trio, officer, queue
):
    client.force_login(trio[2])
    client.get(minutes_at(sitting))
    work_off(queue)
    assert client.get(minutes_at(sitting)).status_code == 200
    recuse(request=another_case, person=trio[2], reason="قرابة", by=officer)
    assert client.get(minutes_at(sitting)).status_code == 202
    trio[2].appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get(minutes_at(sitting)).status_code in (302, 404)


@pytest.fixture
def no_font(monkeypatch):
    def fail(decision):
        raise NoFont

    with monkeypatch.context() as patched:
        patched.setattr(papers, "decision_letter", fail)
        yield patched


@printed
@pytest.mark.parametrize("site", ["services", "casework"])
def test_what_failed_is_said_and_may_be_tried_again(
    client, case, decision, member, officer, no_font, site
):
    client.force_login(member if site == "services" else officer)
    address = letter_at(case, decision, site)
    failed = client.get(address)
    assert failed.status_code == 409 and "Refresh" not in failed
    assert escape(str(Problem.NO_FONT.label)) in failed.content.decode()
    no_font.undo()
    assert client.get(address).status_code == 409  # nobody tries again by only looking
    assert client.post(address).url == address
    assert client.get(address).content.startswith(b"%PDF")


def test_what_fails_in_another_way_is_this_papers_outcome(decision, monkeypatch, caplog):
    monkeypatch.setattr(papers, "decision_letter", lambda decision: 1 / 0)
    assert ask_for(letter_of(decision)).problem == Problem.OTHER
    assert "could not be made" in caplog.text


@printed
def test_a_file_that_was_changed_is_not_handed_out(client, case, decision, member, caplog):
    client.force_login(member)
    assert client.get(letter_at(case, decision)).status_code == 200
    paper = decision.letter
    paper.file.storage.delete(paper.file.name)
    paper.file.storage.save(paper.file.name, papers.ContentFile(b"%PDF another"))
    changed = client.get(letter_at(case, decision))
    assert changed.status_code == 409 and b"another" not in changed.content
    assert "not as it was made" in caplog.text


@printed
def test_the_daily_run_makes_what_was_lost_or_failed(decision, sitting, queue):
    failed = letter_of(decision)
    lost = minutes_of(sitting)
    an_hour_ago = timezone.now() - papers.LOST_AFTER - timedelta(seconds=1)
    Paper.objects.filter(pk=failed.pk).update(problem=Problem.NO_FONT, asked_at=an_hour_ago)
    outcomes = {one.name: one for one in run_daily()}
    assert outcomes["make_lost_papers"].done == 2
    work_off(queue)
    for paper in (failed, lost):
        paper.refresh_from_db()
        assert paper.made_at is not None and paper.problem == ""
    assert papers.make_lost() == 0


def test_the_daily_run_leaves_alone_what_was_asked_for_just_now(decision, sitting, queue):
    for paper in (letter_of(decision), minutes_of(sitting)):
        ask_for(paper)
    queue.clear()
    assert papers.make_lost() == 0 and queue == []
