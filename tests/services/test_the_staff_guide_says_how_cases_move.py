import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services import state_guide
from services.management.commands import state_diagram
from services.models import ServiceRequest, State
from services.staff.state_drawing import Drawing
from services.state_guide import layers, mermaid, moves
from tests.services.factories import make_request

GUIDE = reverse("casework:guide")


def test_the_diagram_in_the_staff_guide_is_that_of_the_code():
    """Red after a change of the machine: run manage.py state_diagram --write."""
    call_command("state_diagram", "--check")


def test_a_stale_diagram_is_found_and_written_anew(monkeypatch, tmp_path):
    guide = tmp_path / "guide.md"
    guide.write_text(
        f"a\n{state_diagram.BEGIN}\nwhat stood here\n{state_diagram.END}\nb\n", encoding="utf-8"
    )
    monkeypatch.setattr(state_diagram, "GUIDE", guide)
    with pytest.raises(CommandError, match="stale"):
        call_command("state_diagram", "--check")
    call_command("state_diagram", "--write")
    call_command("state_diagram", "--check")
    assert "stateDiagram-v2" in guide.read_text(encoding="utf-8")
    assert "what stood here" not in guide.read_text(encoding="utf-8")


def test_every_move_of_the_machine_is_in_the_guide_with_words_for_who_may():
    machine = ServiceRequest._meta.get_field("state").transitions[ServiceRequest]
    assert {move.name for move in moves()} == set(machine)
    assert all(move.who for move in moves())


def test_the_diagram_has_every_state_and_moves_that_lead_somewhere_alone():
    drawn = mermaid()
    assert all(f"    {state.value}: " in drawn for state in State)
    assert "submitted --> verifying" in drawn
    assert "verifying --> verifying" not in drawn


def test_every_state_can_be_reached_and_is_drawn_once():
    rows = layers()
    assert sorted(state for row in rows for state in row) == sorted(State)
    drawing = Drawing.of_states()
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(State)


def test_the_drawing_is_mirrored_from_right_to_left():
    from django.utils import translation

    arabic = Drawing.of_states()
    with translation.override("en"):
        english = Drawing.of_states()
    assert [box.x for box in arabic.boxes] == [arabic.width - box.x for box in english.boxes]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["officer", "researcher", "committee_member", "supervisor"])
def test_those_who_work_on_requests_read_it(client, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(GUIDE).content.decode()
    for move in moves():
        assert move.action in page
    for state in state_guide.State:
        assert state_guide.staff_state(state) in page


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["editor", "member", "superuser"])
def test_others_do_not(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(GUIDE).status_code in (302, 403)


def test_the_page_takes_the_same_queries_however_many_requests(
    client, officer, member, committee_service, django_assert_num_queries
):
    client.force_login(officer)
    client.get(GUIDE)
    with CaptureQueriesContext(connection) as before:
        client.get(GUIDE)
    for _ in range(3):
        make_request(member, committee_service)
    with django_assert_num_queries(len(before)):
        client.get(GUIDE)
