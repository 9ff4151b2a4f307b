"""The policies' contents in words of the demo's own: as many clauses as the real documents have.

Each text says what the real clause is about; none repeats its sentence.
"""

from typing import Any

from services.demo.shapes import Both, Facts

TITLE_MEMBERS = Both(
    "سياسة العلاقة مع الأعضاء (ملخص تجريبي)", "Member relations policy (demo summary)"
)
TITLE_BENEFICIARIES = Both(
    "سياسة العلاقة مع المستفيدين (ملخص تجريبي)", "Beneficiary relations policy (demo summary)"
)
SUMMARY = Both(
    "ملخص تجريبي كُتب لعرض الموقع، وليس نص السياسة المعتمد.",
    "A demo summary written to show the site; not the wording the board approved.",
)

# {one}, {to_one}, {of_many}: the association's word for its people, in the case that is needed.
PEOPLE = {
    "members": {
        "ar": {"one": "العضو", "to_one": "للعضو", "of_many": "الأعضاء", "to_many": "للأعضاء"},
        "en": {
            "one": "the member",
            "to_one": "the member",
            "of_many": "members",
            "to_many": "members",
        },
    },
    "beneficiaries": {
        "ar": {
            "one": "المستفيد",
            "to_one": "للمستفيد",
            "of_many": "المستفيدين",
            "to_many": "للمستفيدين",
        },
        "en": {
            "one": "the beneficiary",
            "to_one": "the beneficiary",
            "of_many": "beneficiaries",
            "to_many": "beneficiaries",
        },
    },
}

PREAMBLE = [
    Both(
        "هذه الصفحة ملخص تجريبي: تقول بكلام بسيط ما تَعِد به الجمعية من تخدمهم وما تنتظره منهم.",
        "This page is a demo summary. It says in plain words what the association promises those "
        "it serves, and what it expects from them.",
    ),
    Both(
        "لكل طرف حق وعليه واجب، وإن وقع خلاف فله طريق معلن. وتُراجَع السياسة من حين إلى حين "
        "ويُخبَر الجميع بكل تعديل.",
        "Both sides have rights and duties, and a dispute has a known way. The policy is reviewed "
        "from time to time, and everyone is told of a change.",
    ),
]
GENERAL = [
    Both(
        "أن تصل الخدمة إلى {of_many} سريعة متقنة، وأن تُتابَع طلباتهم وأفكارهم دون أن يلحّوا.",
        "That {of_many} are served quickly and well, and that requests and ideas are followed up "
        "without anyone having to press.",
    )
]
OBJECTIVES = [
    Both(
        "أن نعرف ما يحتاج إليه {one}، ونختصر عليه الخطوات.",
        "Know what {one} needs, and keep the steps few.",
    ),
    Both("أن تُطلَب كل الخدمات من الهاتف.", "Have every service available from a phone."),
    Both("أن يجد كل سائل جوابًا من القناة التي يفضّلها.", "Answer through whichever channel suits."),
    Both(
        "ألا يحتاج {one} إلى زيارة إلا حين لا بد منها.",
        "Ask for a visit only where there is no other way.",
    ),
    Both(
        "أن نسأل عن الرضا بعد كل خدمة، ونصلح ما قصّرنا فيه.",
        "Ask for feedback each time, and mend what fell short.",
    ),
    Both(
        "أن نكسب ثقة {of_many} بما يرونه منا:",
        "Earn the trust of {of_many} by what they see of us:",
    ),
]
PRACTICES = [
    Both("نصحّح ما شاع خطأً عن خدماتنا.", "We correct what is wrongly said about our services."),
    Both("ندع العمل يتكلم عنا.", "We let the work speak for us."),
    Both(
        "التقييم حق لكل من خُدم، نتعلم منه ولا نلوم به أحدًا.",
        "Rating is a right; we learn from it and blame nobody.",
    ),
    Both(
        "كل قسم مسؤول عن جودة ما يقدّمه، لزميله كما لغيره.",
        "Each department answers for its quality, to colleagues too.",
    ),
    Both(
        "نجرّب طرقًا جديدة ونبني على آراء من نخدمهم.",
        "We try new ways and build on what people tell us.",
    ),
]
LEAD_IN_PRACTICES = Both("وذلك بأن:", "That is:")
LEAD_IN_STEPS = Both("يمر كل طلب بهذه الخطوات:", "Each request takes these steps:")

SEVEN_STEPS = [
    Both("نستقبل {one} ونسمعه ونعطيه وقته.", "We receive {one}, listen, and take the time."),
    Both(
        "نتأكد من أن البيانات كاملة وصالحة يوم التقديم.",
        "We check that the data is complete and valid that day.",
    ),
    Both(
        "ما لم يتضح نحيله إلى الباحث الاجتماعي ليوضحه.",
        "What is unclear goes to the social researcher.",
    ),
    Both("يقرّ {one} بصحة ما كتب ويوقّع عليه.", "{one} confirms what was written and signs it."),
    Both(
        "تدرس اللجنة الطلب ثم تجيب بالقبول أو الاعتذار، ولا يكون ذلك قبل أسبوعين.",
        "The committee studies the request and says yes or no, not before two weeks have passed.",
    ),
    Both(
        "نكمل التسجيل متى اكتملت المتطلبات.",
        "We complete the registration once everything is there.",
    ),
    Both("نقدّم الخدمة.", "We deliver the service."),
]
FOUR_STEPS = [
    Both("نستقبل {one} ونسمعه ونعطيه وقته.", "We receive {one}, listen, and take the time."),
    Both("نخبره متى تُنجَز خدمته.", "We say when the service will be done."),
    Both(
        "نسأله كيف يحب أن نصل إليه: بالجوال أم بالبريد.",
        "We ask how to reach the person: mobile or e-mail.",
    ),
    Both("نقدّم الخدمة.", "We deliver the service."),
]
TOOLS = [
    Both("لائحة الجمعية", "The association's bylaws"),
    Both("دليل الدعم", "The support guide"),
    Both("نموذج طلب الخدمة", "The service request form"),
]
AWQAF_TOOLS = [
    Both("لائحة الجمعية", "The association's bylaws"),
    Both("خطط كل سنة", "The plans of each year"),
    Both("تقارير كل سنة", "The reports of each year"),
]
LOST_OBJECTIVE = Both(
    "… (لم يبق من هذا الهدف في الوثيقة إلا كلمتان)", "… (only two words of this objective are left)"
)

HEADINGS = {
    "preamble": Both("مدخل", "Introduction"),
    "general_objective": Both("غايتنا", "Our aim"),
    "detailed_objectives": Both("ما نسعى إليه", "What we work for"),
    "practices": Both("كيف نكسب الثقة", "How we earn trust"),
    "channels": Both("قنواتنا", "Our channels"),
    "tools": Both("ما بين يدي الموظف", "What the officer works with"),
    "procedure": Both("مسار الطلب", "The way of a request"),
}


def steps_of(facts: Facts) -> list[Both]:
    """Seven steps; four where there is no committee."""
    return FOUR_STEPS if facts.slug == "awqaf" else SEVEN_STEPS


def policy_body(facts: Facts, channels: list[Both], language: str) -> list[dict[str, Any]]:
    """The typed blocks of the association's policy in one language."""
    objectives = list(OBJECTIVES)
    damaged = set()
    if facts.slug == "quwwat-watan":
        objectives[5] = LOST_OBJECTIVE
        damaged.add(LOST_OBJECTIVE)
    tools = AWQAF_TOOLS if facts.slug == "awqaf" else TOOLS
    sections: list[tuple[str, list[Both], Both | None]] = [
        ("preamble", PREAMBLE, None),
        ("general_objective", GENERAL, None),
        ("detailed_objectives", objectives, None),
        ("practices", PRACTICES, LEAD_IN_PRACTICES),
        ("channels", channels, None),
        ("tools", tools, None),
        ("procedure", steps_of(facts), LEAD_IN_STEPS),
    ]
    people = PEOPLE[facts.people_term][language]
    return [
        {
            "type": kind,
            "value": {
                "heading": HEADINGS[kind].in_(language),
                "lead_in": lead_in.in_(language) if lead_in else "",
                "clauses": [
                    {
                        "text": sentence(text, language, people),
                        "damaged": text in damaged,
                    }
                    for text in texts
                ],
            },
        }
        for kind, texts, lead_in in sections
    ]


def sentence(text: Both, language: str, people: dict[str, str]) -> str:
    """The text with the association's word for its people, beginning with a capital."""
    said = text.in_(language).format(**people)
    return said[:1].upper() + said[1:]
