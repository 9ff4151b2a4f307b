"""Sample data for the living page: one request on its way."""

from collections.abc import Callable
from typing import Any


def request_samples(say: Callable[[str, str], str]) -> dict[str, Any]:
    """Events, stages, states, files and a reference; `say` chooses Arabic or English."""
    done, current, future = "done", "current", "future"
    return {
        "events": [
            {
                "status": done,
                "title": say("وصلنا طلبك", "We have your request"),
                "gregorian_text": say("الأحد 2 مارس 2025م", "Sunday 2 March 2025"),
                "hijri_text": say("2 رمضان 1446هـ", "2 Ramadan 1446 AH"),
                "time_text": "10:24",
            },
            {
                "status": done,
                "title": say("تحققنا من بياناتك", "We checked your details"),
                "text": say("بياناتك مكتملة، شكرًا لك.", "Nothing is missing, thank you."),
                "actor": say("موظف العلاقات", "Relations officer"),
                "gregorian_text": say("الثلاثاء 4 مارس 2025م", "Tuesday 4 March 2025"),
                "hijri_text": say("4 رمضان 1446هـ", "4 Ramadan 1446 AH"),
                "clause_url": "#practice-2",
            },
            {
                "status": current,
                "title": say("طلبك عند اللجنة", "Your request is with the committee"),
                "badge": {"text": say("قيد الدراسة", "Being studied"), "kind": "with_committee"},
                "text": say("ننتظر الرد قبل 11 مارس.", "We expect an answer by 11 March."),
            },
            {"status": future, "title": say("التنفيذ", "Delivery")},
        ],
        "stages": [
            {"title": say("بياناتك", "Your details"), "status": done, "url": "#"},
            {"title": say("الطلب", "The request"), "status": current},
            {"title": say("المرفقات", "Attachments"), "status": future},
            {"title": say("الإقرار", "Attestation"), "status": future},
        ],
        "states": [
            {"kind": "submitted", "text": say("وصل", "Received")},
            {"kind": "information_required", "text": say("ننتظر ردك", "Waiting for you")},
            {"kind": "accepted", "text": say("مقبول", "Accepted")},
            {"kind": "rejected", "text": say("غير مقبول", "Rejected")},
            {"kind": "delivered", "text": say("اكتمل", "Delivered")},
            {"kind": "withdrawn", "text": say("مسحوب", "Withdrawn")},
            {"kind": "brand", "text": say("جديد", "New")},
        ],
        "files": [
            {
                "name": "contract-2025.pdf",
                "url": "#",
                "size_text": say("820 كيلوبايت", "820 KB"),
                "remove_url": "#remove",
            },
            {"name": say("صورة الإيصال.jpg", "receipt.jpg"), "size_text": "1.1 MB"},
        ],
        "reference": "PLM-7K42-93",
        "approved": {
            "gregorian_text": say("12 يناير 2025م", "12 January 2025"),
            "hijri_text": say("12 رجب 1446هـ", "12 Rajab 1446 AH"),
            "iso": "2025-01-12",
        },
    }
