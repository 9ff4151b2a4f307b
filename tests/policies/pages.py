"""Policies for tests, in words of no association's."""

from typing import Any

from home.models import AssociationPage
from policies.models import PolicyIndexPage, PolicyPage

BODY: list[dict[str, Any]] = [
    {
        "type": "preamble",
        "value": {"heading": "تمهيد:", "clauses": [{"text": "نعمل لمن يعملون معنا."}]},
    },
    {
        "type": "channels",
        "value": {"heading": "", "clauses": [{"text": "الهاتف"}, {"text": "الموقع"}]},
    },
    {
        "type": "procedure",
        "value": {
            "heading": "الخطوات",
            "lead_in": "نسير هكذا:",
            "clauses": [
                {"text": "نستقبل الطلب."},
                {"text": "ندرسه.", "damaged": True},
                {"text": "نجيب."},
            ],
        },
    },
]
APPROVAL = {
    "approval_statement": "اعتمد المجلس هذه السياسة في جلسته الثالثة.",
    "meeting": "الجلسة الثالثة",
    "hijri_printed": "1445/3/20هـ",
    "hijri_read": "1445-03-20",
    "gregorian_printed": "5/10/2023م",
    "approved_on": "2023-10-05",
    "weekday_printed": "الخميس",
}


def make_policy_page(association_page: AssociationPage, **fields: Any) -> PolicyPage:
    """A published policy with three sections, in the association's policies."""
    index = PolicyIndexPage.objects.child_of(association_page).first()
    if index is None:
        index = association_page.add_child(
            instance=PolicyIndexPage(title="السياسات", slug="policies", show_in_menus=True)
        )
    values: dict[str, Any] = {"title": "سياسة العلاقة", "slug": "relations", "body": BODY} | fields
    page: PolicyPage = index.add_child(instance=PolicyPage(**values))
    page.save_revision().publish()
    page.refresh_from_db()
    return page
