"""A policy document becomes a draft page, by the command and by the admin's upload."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.documents import get_document_model

from accounts.editor_groups import prepare_association
from accounts.models import User
from home.models import Association, AssociationPage
from policies.drafting import import_policy
from policies.models import PolicyPage
from policies.repair import accept_offer, offers_for

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "policy-documents"

SOUND = """سياسة تنظيم العلاقة مع أعضاء الجمعية العمومية
تمهيد:
توضح هذه السياسة كيف تتعامل الجمعية مع أعضائها وما تعدهم به.
الهدف العام:
خدمة الأعضاء بعناية وسرعة ووضوح في كل ما يطلبونه من الجمعية.
الأهداف التفصيلية:
1. معرفة ما يحتاج إليه كل عضو وتيسير وصوله إلى الخدمة في مدة قصيرة.
2. الرد على كل سؤال يرد من الأعضاء بجواب مكتوب يمكن الرجوع إليه.
القنوات المستخدمة للتواصل مع الأعضاء:
1. الهاتف
2. البريد
الأدوات المتاحة للموظف:
1. اللائحة الأساسية
ويتم التعامل مع الأعضاء بالشكل التالي:
1. استلام الطلب وتسجيله في يومه.
2. تقديم الخدمة المطلوبة.
اعتماد مجلس الإدارة
اعتمد مجلس الإدارة هذه السياسة في اجتماعه يوم الأحد 07/01/2024م
"""
SCRAMBLED = SOUND.replace(
    "1. معرفة ما يحتاج إليه كل عضو وتيسير وصوله إلى الخدمة في مدة قصيرة.",
    "1. في مدة قصيرة. وتيسير وصوله إلى الخدمة معرفة ما يحتاج إليه كل عضو",
)


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    file = tmp_path / "policy.txt"
    file.write_text(SOUND, encoding="utf-8")
    return file


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_policy", *arguments, stdout=out)
    return out.getvalue()


def test_command_makes_a_draft_with_the_original_beside_it(
    association_page: AssociationPage, policy_file: Path
) -> None:
    run(str(policy_file), "--association", "wadi")
    page = PolicyPage.objects.get()
    assert not page.live
    assert page.association == association_page.association
    assert [section.block_type for section in page.body] == [
        "preamble", "general_objective", "detailed_objectives", "channels", "tools", "procedure",
    ]  # fmt: skip
    assert page.body[5].value["clauses"][1]["anchor"] == "step-2"
    assert page.approved_on is not None
    assert page.approved_on.isoformat() == "2024-01-07"
    with page.source_document.open_file() as kept:
        assert kept.read().decode() == SOUND


def test_command_prints_what_was_found_as_json(
    association_page: AssociationPage, policy_file: Path
) -> None:
    found = json.loads(run(str(policy_file), "--association", "wadi", "--publish", "--json"))
    assert found["audience"] == "members"
    assert len(found["sections"]["detailed_objectives"]) == 2
    assert found["approval"]["gregorian"]["read"] == "2024-01-07"
    assert PolicyPage.objects.get().live


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("noise.txt", bytes(range(256)) * 40),
        ("fake.pdf", SOUND.encode()),
        ("letter.txt", b"This is a letter in English about nothing in particular. " * 20),
        ("policy.xyz", SOUND.encode()),
    ],
)
def test_refused_file_is_told_in_one_sentence_and_creates_nothing(
    association_page: AssociationPage, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(str(file), "--association", "wadi")
    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 1
    assert not PolicyPage.objects.exists()
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("arguments", [["nowhere.txt", "--association", "wadi"], None])
def test_missing_file_and_unknown_association_are_told(
    association_page: AssociationPage, policy_file: Path, arguments: list[str] | None
) -> None:
    with pytest.raises(CommandError) as refused:
        run(*(arguments or [str(policy_file), "--association", "nobody"]))
    assert refused.value.returncode == 2


def test_editor_uploads_previews_and_makes_a_draft(
    client: Client, association: Association, association_page: AssociationPage, editor: User
) -> None:
    prepare_association(association)
    client.force_login(editor)
    preview = upload(client, association, SOUND.encode(), "سياسة.txt")
    assert preview.status_code == 200
    assert "كل سؤال يرد" in preview.content.decode()
    assert not PolicyPage.objects.exists()
    done = client.post(preview.request["PATH_INFO"], follow=True)
    page = PolicyPage.objects.get()
    assert page.owner == editor
    assert done.request["PATH_INFO"] == f"/admin/policies/{page.pk}/import/"
    assert client.get(preview.request["PATH_INFO"]).status_code == 404


def upload(client: Client, association: Association, data: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, data)
    url = "/admin/policies/import/"
    return client.post(url, {"association": association.pk, "document": file}, follow=True)


def test_refused_upload_is_told_beside_the_field(
    client: Client, association: Association, association_page: AssociationPage, editor: User
) -> None:
    prepare_association(association)
    client.force_login(editor)
    answer = upload(client, association, b"%PDF-1.4 broken", "policy.pdf")
    assert answer.context["form"].errors["document"]


@pytest.mark.parametrize("who", ["officer", "other_editor", "member"])
def test_others_can_not_import(
    who: str,
    client: Client,
    request: pytest.FixtureRequest,
    association: Association,
    association_page: AssociationPage,
) -> None:
    prepare_association(association)
    client.force_login(request.getfixturevalue(who))
    answer = upload(client, association, SOUND.encode(), "policy.txt")
    assert not PolicyPage.objects.exists()
    assert "سياسة تنظيم العلاقة" not in answer.content.decode()


def test_scrambled_clause_is_offered_as_another_policy_has_it(
    association: Association,
    association_page: AssociationPage,
    other_association: Association,
    other_association_page: AssociationPage,
    editor: User,
) -> None:
    prepare_association(association)
    import_policy(
        association=other_association, name="a.txt", data=SOUND.encode(), by=None, publish=True
    )
    page = import_policy(
        association=association, name="b.txt", data=SCRAMBLED.encode(), by=None
    ).page
    before = page.body[2].value["clauses"][0]["text"]
    assert before.startswith("في مدة قصيرة")
    offers = offers_for(page, by=editor)
    assert [offer.anchor for offer in offers] == ["objective-1"]
    assert offers[0].likely.startswith("معرفة ما يحتاج إليه كل عضو")
    draft = accept_offer(page=page, anchor="objective-1", text=before, by=editor)
    assert draft.body[2].value["clauses"][0]["text"] == offers[0].likely
    page.refresh_from_db()
    assert offers_for(page, by=editor) == []


def test_draft_of_another_association_is_not_shown_as_likely(
    association: Association,
    association_page: AssociationPage,
    other_association: Association,
    other_association_page: AssociationPage,
    editor: User,
) -> None:
    prepare_association(association)
    import_policy(association=other_association, name="a.txt", data=SOUND.encode(), by=None)
    page = import_policy(
        association=association, name="b.txt", data=SCRAMBLED.encode(), by=None
    ).page
    assert offers_for(page, by=editor) == []


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the real policy documents are not beside the project"
)
@pytest.mark.parametrize("name", ["quwwat-watan", "awasir", "awqaf", "tsmsa", "sidr"])
def test_real_documents_become_pages_that_can_be_read(
    client: Client, association_page: AssociationPage, name: str
) -> None:
    found = json.loads(
        run(str(REAL / f"{name}.txt"), "--association", "wadi", "--publish", "--json")
    )
    page = PolicyPage.objects.get()
    answer = client.get(page.url)
    assert answer.status_code == 200
    text = answer.content.decode()
    for clauses in found["sections"].values():
        assert clauses or name == "none"
        for clause in clauses:
            assert clause.split()[0] in text
