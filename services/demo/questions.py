"""Frequently asked questions and corrected misconceptions, in words of the demo's own."""

from typing import Any
from uuid import uuid4

from services.demo.shapes import Answer, Both, Facts

ASKING = Both("الطلبات", "Requests")
BELONGING_MEMBERS = Both("العضوية", "Membership")
BELONGING_BENEFICIARIES = Both("التسجيل", "Registration")
HEARD = Both("يُقال ولا يصح", "What is said, and what is so")

REQUESTS = [
    Answer(
        Both("كيف أعرف أين وصل طلبي؟", "How do I know where my request stands?"),
        Both(
            "ادخل إلى «طلباتي» تجد كل خطوة بتاريخها وما بعدها. ونخبرك أيضًا عند كل تغيير.",
            "Under “My requests” you see each step with its date and what comes next. We also tell "
            "you of each change.",
        ),
    ),
    Answer(
        Both("هل أستطيع سحب طلبي؟", "Can I withdraw my request?"),
        Both(
            "نعم، في أي وقت قبل القرار، من صفحة الطلب نفسها.",
            "Yes, at any time before the decision, from the page of the request.",
        ),
    ),
    Answer(
        Both(
            "ماذا لو احتاج الموظف إلى معلومة مني؟", "What if the officer needs something from me?"
        ),
        Both(
            "يصلك سؤال في صفحة الطلب فتجيب عنه وترفق ما يلزم، ويقف حساب المدة حتى تجيب.",
            "You get a question on the page of the request and can attach files; the time stands "
            "still until you answer.",
        ),
    ),
]
COMMITTEE = Answer(
    Both("متى تجيب اللجنة؟", "When does the committee answer?"),
    Both(
        "لا تجيب قبل أسبوعين من تقديم الطلب، وتعِد الجمعية بأن تجيب قبل يوم تراه في صفحة طلبك.",
        "Not before two weeks have passed; the association promises to answer by a day that you "
        "see on the page of your request.",
    ),
)
MEMBERSHIP = [
    Answer(
        Both("كيف أنضم؟", "How do I join?"),
        Both(
            "أنشئ حسابًا ثم قدّم طلب العضوية برقم عضويتك، ويعتمده موظف العلاقات.",
            "Create an account and apply with your member number; an officer confirms it.",
        ),
    ),
    Answer(
        Both("نسيت رقم عضويتي، فما العمل؟", "I forgot my member number. What now?"),
        Both(
            "اتصل بنا نذكره لك بعد أن نتحقق من هويتك.",
            "Call us; we tell you once we know it is you.",
        ),
    ),
]
REGISTRATION = [
    Answer(
        Both("كيف أسجّل مستفيدًا؟", "How do I register as a beneficiary?"),
        Both(
            "أنشئ حسابًا ثم قدّم طلب التسجيل برقمك لدينا، ويعتمده موظف العلاقات.",
            "Create an account and apply with your number; an officer confirms it.",
        ),
    ),
]
MYTHS = [
    Answer(
        Both("لا بد من زيارة المقر لكل طلب.", "Every request needs a visit to the office."),
        Both(
            "كل الخدمات تُطلب من هاتفك، والزيارة لما لا يتم إلا بها.",
            "All services can be asked for from your phone; a visit is only for what needs one.",
        ),
        is_myth=True,
    ),
    Answer(
        Both("من يقيّم الخدمة تقييمًا منخفضًا يضر بطلباته.", "A low rating harms your requests."),
        Both(
            "التقييم لا يحمل اسمك ولا رقم طلبك، ولا يعرف أحد من كتبه.",
            "A rating carries neither your name nor your request, and nobody knows who wrote it.",
        ),
        is_myth=True,
    ),
    Answer(
        Both("الواسطة تسرّع الطلب.", "Knowing someone speeds things up."),
        Both(
            "لكل طلب رقم ودور وخطوات معلنة، وتُحفظ كل حركة فيه.",
            "Each request has a number, its turn and published steps, and each move is kept.",
        ),
        is_myth=True,
    ),
]


def faq_categories(facts: Facts, language: str) -> list[dict[str, Any]]:
    """The categories of the page of questions in one language."""
    has_committee = not facts.serves_beneficiaries
    belonging = facts.word(BELONGING_MEMBERS, BELONGING_BENEFICIARIES)
    groups = [
        (ASKING, [*REQUESTS, COMMITTEE] if has_committee else REQUESTS),
        (belonging, MEMBERSHIP if has_committee else REGISTRATION),
        (HEARD, MYTHS),
    ]
    return [
        {
            "type": "category",
            "id": str(uuid4()),
            "value": {
                "title": title.in_(language),
                "entries": [_entry(answer, language) for answer in answers],
            },
        }
        for title, answers in groups
    ]


def _entry(answer: Answer, language: str) -> dict[str, Any]:
    said, right = answer.question.in_(language), f"<p>{answer.answer.in_(language)}</p>"
    if answer.is_myth:
        kind, value = "misconception", {"claim": said, "correction": right}
    else:
        kind, value = "question", {"question": said, "answer": right}
    return {"type": kind, "id": str(uuid4()), "value": value}
