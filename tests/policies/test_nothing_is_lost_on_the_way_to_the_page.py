"""Every word of a document is on its page or in a warning, the wording of the approval too."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.editor_groups import prepare_association
from accounts.models import User
from home.models import Association, AssociationPage
from policies.approval import approve
from policies.drafting import draft_of, import_policy, read_policy
from policies.importing.result import SET_ASIDE, ParsedPolicy
from policies.importing.words import words
from policies.models import PolicyPage, PolicyVersion
from tests.policies.importing.documents import plain, random_shape, shaped

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "policy-documents"
REPLACES = "وتحل هذه السياسة المعتمدة من مجلس الإدارة محل كل ما سبقها في الموضوع نفسه."
APPROVED = f"""
اعتماد مجلس الإدارة
اعتمد مجلس الإدارة هذه السياسة في اجتماعه يوم الأحد 07/01/2024م.
{REPLACES}

الاسم\tالصفة\tالحضور
سعد بن راشد الهضب\tرئيس مجلس الإدارة\tحاضر
نورة بنت فهد السهل\tعضو\tغائب
"""


def document(seed: int | None = None) -> str:
    return shaped(plain() if seed is None else random_shape(seed)) + APPROVED


def on_the_page(page: PolicyPage, parsed: ParsedPolicy) -> Counter[str]:
    """Return the words of the page, with list marks, which its own numbers stand for."""
    texts = [page.title, page.approval_statement]
    for section in page.body:
        texts += [section.value["heading"], section.value["lead_in"]]
        texts += [clause["text"] for clause in section.value["clauses"]]
    texts += [item.printed_mark for section in parsed.sections for item in section.items]
    texts += [warning.text for warning in parsed.warnings if warning.code in SET_ASIDE]
    return Counter(word for text in texts for word in words(text))


def check(text: str, association: Association) -> None:
    parsed = read_policy(name="policy.txt", data=text.encode())
    have = on_the_page(draft_of(parsed, association=association), parsed)
    assert not Counter(word for line in parsed.lines for word in words(line.text)) - have


@pytest.mark.parametrize("seed", [None, *range(12)])
def test_every_word_reaches_the_page(association_page: AssociationPage, seed: int | None) -> None:
    check(document(seed), association_page.association)


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the real policy documents are not beside the project"
)
@pytest.mark.parametrize("name", ["quwwat-watan", "awasir", "awqaf", "tsmsa", "sidr"])
def test_every_word_of_the_real_documents_does(
    association_page: AssociationPage, name: str
) -> None:
    check((REAL / f"{name}.txt").read_text(encoding="utf-8"), association_page.association)


def test_a_heading_longer_than_a_heading_can_be_is_kept_whole(
    association_page: AssociationPage,
) -> None:
    heading = "مواسم الري والحصاد " * 30
    text = f"{shaped(plain())}\n## {heading}\n\nنص كامل.\n{APPROVED}"
    check(text, association_page.association)


def test_readers_see_how_the_approval_is_worded(
    client: Client, association: Association, association_page: AssociationPage, superuser: User
) -> None:
    page = import_policy(
        association=association, name="a.txt", data=document().encode(), by=None, publish=True
    ).page
    assert REPLACES in client.get(page.url).content.decode()
    approve(page=page, by=superuser, in_force_from=page.approved_on)
    page.approval_statement = ""
    page.save_revision().publish()
    assert REPLACES not in client.get(page.url).content.decode()
    assert REPLACES in client.get(f"{page.url}version/1/").content.decode()


def test_a_version_frozen_before_the_wording_was_kept_is_read(
    client: Client, policy_page: PolicyPage, superuser: User
) -> None:
    version = approve(page=policy_page, by=superuser, in_force_from=policy_page.first_published_at)
    del version.content["approval"]["statement"]
    PolicyVersion.objects.filter(pk=version.pk).update(content=version.content)
    assert client.get(f"{policy_page.url}version/1/").status_code == 200


def test_editors_see_it_in_the_preview_and_in_the_review(
    client: Client, association: Association, association_page: AssociationPage, editor: User
) -> None:
    prepare_association(association)
    client.force_login(editor)
    file = SimpleUploadedFile("policy.txt", document().encode())
    url = "/admin/policies/import/"
    preview = client.post(url, {"association": association.pk, "document": file}, follow=True)
    assert REPLACES in preview.content.decode()
    review = client.post(preview.request["PATH_INFO"], follow=True)
    assert review.request["PATH_INFO"].endswith("/import/")
    assert REPLACES in review.content.decode()
