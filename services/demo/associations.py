"""The five associations: facts from their policy documents; taglines of the demo's own.

One document does not name its association; the portal of the demo says that we completed the name.
"""

from datetime import date

from home.models import Association
from services.demo.shapes import NOTHING, Approval, Both, Facts

Kind = Association.LegalKind

QUWWAT_WATAN = Facts(
    slug="quwwat-watan",
    name=Both("الجمعية التعاونية قوة وطن", "Quwwat Watan Cooperative"),
    legal_kind=Kind.COOPERATIVE,
    brand_colour="#14532d",
    emblem="chevrons",
    tagline=Both("نعمل معًا، ونكبر معًا.", "We work together and grow together."),
    about=Both(
        "جمعية تعاونية يملكها أعضاؤها ويديرونها، ويجدون هنا خدماتها وسياستها وطلباتهم.",
        "A cooperative owned and run by its members, who find its services, its policy and their "
        "own requests here.",
    ),
)
AWASIR = Facts(
    slug="awasir",
    name=Both("الجمعية التعاونية أواصر الاستهلاكية", "Awasir Consumer Cooperative"),
    legal_kind=Kind.CONSUMER_COOPERATIVE,
    brand_colour="#9a3412",
    emblem="rings",
    tagline=Both("مشتريات أعضائنا أوفر وأقرب.", "Shopping that costs our members less."),
    about=Both(
        "جمعية استهلاكية تجمع مشتريات أعضائها لتخفض كلفتها عليهم.",
        "A consumer cooperative that buys together so that its members pay less.",
    ),
)
AWQAF = Facts(
    slug="awqaf",
    # Completed: of the name on the document's stamp only the end can be read.
    name=Both("الجمعية الأهلية لخدمات الأوقاف", "Civil Association for Awqaf Services"),
    legal_kind=Kind.CIVIL,
    people_term=Association.PeopleTerm.BENEFICIARIES,
    brand_colour="#1e3a8a",
    emblem="arch",
    tagline=Both("نعين من أوقف ومن ينتفع بالوقف.", "Help for those who endow and who benefit."),
    about=Both(
        "جمعية أهلية ترشد الواقفين والنظّار والمستفيدين من الأوقاف وتسهّل معاملاتهم.",
        "A civil association that guides founders, trustees and beneficiaries of endowments.",
    ),
    promised_working_days=5,
)
TSMSA = Facts(
    slug="tsmsa",
    name=Both(
        "الجمعية التعاونية للخدمات الفنية والصيانة",
        "Technical Services and Maintenance Cooperative Society",
    ),
    legal_kind=Kind.COOPERATIVE,
    brand_colour="#0f5c73",
    emblem="gear",
    tagline=Both("صيانة يقوم بها أهل الصنعة.", "Maintenance by people who know the trade."),
    about=Both(
        "جمعية تعاونية لأصحاب المهن الفنية، تصل أعمالهم بمن يحتاجها وتدرّبهم وتسندهم.",
        "A cooperative of technical trades: it brings work to its members, trains and backs them.",
    ),
    regulator=Both(
        "وزارة الموارد البشرية والتنمية الاجتماعية",
        "Ministry of Human Resources and Social Development",
    ),
    register_number="10142",
    website="https://www.tsmsa.org",
)
SIDR = Facts(
    slug="sidr",
    name=Both("جمعية سدر للأشجار البرية", "Sidr Wild Trees Association"),
    legal_kind=Kind.CIVIL,
    brand_colour="#4d5d1a",
    emblem="leaf",
    tagline=Both("شجرة برية لكل وادٍ.", "A wild tree for every valley."),
    about=Both(
        "جمعية أهلية تزرع الأشجار البرية وتحميها مع أعضائها ومتطوعيها.",
        "A civil association that plants and protects wild trees with its members and volunteers.",
    ),
)

ASSOCIATIONS = [QUWWAT_WATAN, AWASIR, AWQAF, TSMSA, SIDR]

TWO_WEEKS = 14
CHAIR = Both("رئيس المجلس", "Chair")
DEPUTY = Both("نائب الرئيس", "Deputy chair")
TREASURER = Both("المسؤول المالي", "Treasurer")
FINANCE_SUPERVISOR = Both("مشرف مالي", "Finance supervisor")
MEMBER = Both("عضو", "Member")

APPROVALS = {
    "quwwat-watan": Approval(
        meeting=Both(
            "اجتماع مجلس الإدارة (رقم الجلسة غير مقروء في الوثيقة)",
            "Board meeting (its number can't be read in the document)",
        ),
        hijri_printed="1443/7/11هـ",
        hijri_read="1443-07-11",
        gregorian_printed="8/ 2023/2م",
        approved_on=date(2023, 2, 8),
        weekday_printed="الاربعاء",
        signatories=[
            (NOTHING, "unknown"),
            (NOTHING, "unknown"),
            (NOTHING, "absent"),
            (NOTHING, "unknown"),
            (NOTHING, "unknown"),
        ],
        decision_floor_days=TWO_WEEKS,
    ),
    "awasir": Approval(
        meeting=Both("اجتماع مجلس الإدارة", "Board meeting"),
        gregorian_printed="05/10/2024 م",
        approved_on=date(2024, 10, 5),
        weekday_printed="السبت",
        effective_from=date(2024, 10, 5),
        decision_floor_days=TWO_WEEKS,
    ),
    "awqaf": Approval(
        signatories=[(one, "unknown") for one in (CHAIR, DEPUTY, TREASURER, MEMBER, MEMBER)]
    ),
    "tsmsa": Approval(
        signatories=[
            (one, "unknown") for one in (CHAIR, DEPUTY, FINANCE_SUPERVISOR, MEMBER, MEMBER)
        ],
        decision_floor_days=TWO_WEEKS,
    ),
    "sidr": Approval(decision_floor_days=TWO_WEEKS),
}
