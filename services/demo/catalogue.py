"""What each association offers: services that such associations really have."""

from services.demo.common_services import (
    IBAN,
    MOBILE,
    NATIONAL_ID,
    certificate,
    notes,
    support,
    update_data,
)
from services.demo.shapes import Both, Field, Service
from services.demo.special_services import SPECIAL, VOLUNTEER
from services.models import Route

MEMBERS = Both("الأعضاء", "Members")
BENEFICIARIES = Both("المستفيدون", "Beneficiaries")
CITY = Field("city", "singleline", Both("المدينة والحي", "City and district"))
DAY = Field("day", "date", Both("اليوم المناسب", "Day that suits you"))

COURSE = Service(
    slug="training-course",
    title=Both("التسجيل في دورة", "Register for a course"),
    summary=Both(
        "دورات قصيرة لتعلم مهنة أو تطويرها.", "Short courses to learn a trade or improve."
    ),
    description=Both(
        "اختر الدورة والفترة، ونخبرك بمقعدك وموعد البدء.",
        "Choose course and time; we tell you your seat and the first day.",
    ),
    audience=MEMBERS,
    working_days=5,
    fields=(
        Field(
            "course",
            "dropdown",
            Both("الدورة", "Course"),
            choices=(
                Both("التكييف والتبريد", "Air conditioning"),
                Both("الكهرباء المنزلية", "Household electricity"),
                Both("السلامة في العمل", "Safety at work"),
            ),
        ),
        Field(
            "times",
            "checkboxes",
            Both("الأوقات التي تناسبك", "Times that suit you"),
            choices=(Both("الصباح", "Morning"), Both("المساء", "Evening")),
        ),
        MOBILE,
        notes(),
    ),
)
DISCOUNT_CARD = Service(
    slug="discount-card",
    title=Both("بطاقة الخصم", "Discount card"),
    summary=Both("بطاقة تخفّض مشترياتك من متاجرنا.", "A card for lower prices in our shops."),
    description=Both(
        "بطاقة لك ولمن تعول، تستلمها من الفرع الذي تختاره.",
        "A card for you and your household, collected at the branch you choose.",
    ),
    audience=MEMBERS,
    working_days=4,
    fields=(
        NATIONAL_ID,
        MOBILE,
        Field(
            "branch",
            "dropdown",
            Both("فرع الاستلام", "Branch"),
            choices=(Both("الفرع الأول", "First branch"), Both("الفرع الثاني", "Second branch")),
        ),
        Field("cards", "number", Both("عدد البطاقات", "Number of cards")),
    ),
)
PURCHASE_RETURN = Service(
    slug="purchase-return",
    title=Both("صرف العائد على المشتريات", "Payment of the purchase return"),
    summary=Both("نصيبك من فائض السنة بقدر مشترياتك.", "Your share of the year's surplus."),
    description=Both(
        "يُحسب العائد من مشترياتك المسجلة ويُحوَّل إلى حسابك.",
        "It is worked out from your registered purchases and paid into your account.",
    ),
    audience=MEMBERS,
    working_days=7,
    fields=(
        Field("year", "number", Both("السنة", "Year")),
        IBAN,
        Field(
            "receipts", "file", Both("فواتير لم تُسجَّل", "Receipts not registered"), required=False
        ),
    ),
)
WAQF_ADVICE = Service(
    slug="waqf-advice",
    title=Both("استشارة في إنشاء وقف", "Advice on founding an endowment"),
    summary=Both("مختص يرشدك من الفكرة إلى التوثيق.", "A specialist guides you to registration."),
    description=Both(
        "اكتب فكرتك ونوع المال، ونحدد موعدًا مع المختص.",
        "Write your idea and the kind of property; we set a time with a specialist.",
    ),
    audience=BENEFICIARIES,
    working_days=5,
    fields=(
        Field("idea", "multiline", Both("فكرة الوقف", "Idea of the endowment")),
        Field(
            "property_kind",
            "radio",
            Both("نوع المال", "Kind of property"),
            choices=(
                Both("عقار", "Real estate"),
                Both("مال نقدي", "Money"),
                Both("غير ذلك", "Other"),
            ),
        ),
        DAY,
        MOBILE,
    ),
)
TRUSTEE_HELP = Service(
    slug="trustee-help",
    title=Both("مساندة ناظر وقف", "Help for a trustee"),
    summary=Both("عون للناظر في حساباته وتقاريره.", "Help with accounts and reports."),
    description=Both(
        "أرفق آخر تقرير للوقف إن وُجد، واكتب ما أشكل عليك.",
        "Attach the endowment's last report if there is one, and write what is unclear.",
    ),
    audience=BENEFICIARIES,
    working_days=7,
    fields=(
        Field("endowment", "singleline", Both("اسم الوقف", "Name of the endowment")),
        Field("question", "multiline", Both("ما الذي تحتاج إليه؟", "What do you need?")),
        Field("report", "file", Both("آخر تقرير", "Last report"), required=False),
        MOBILE,
    ),
)
MAINTENANCE_VISIT = Service(
    slug="maintenance-visit",
    title=Both("زيارة صيانة", "Maintenance visit"),
    summary=Both("فني معتمد يزور منزلك أو محلك.", "A qualified technician visits you."),
    description=Both(
        "صِف العطل وأرفق صورة له، ونحدد موعد الزيارة معك.",
        "Describe the fault and attach a picture; we set the visit with you.",
    ),
    audience=MEMBERS,
    working_days=3,
    cost=Both("بسعر الأعضاء", "At members' prices"),
    fields=(
        Field(
            "trade",
            "dropdown",
            Both("نوع الصيانة", "Kind of work"),
            choices=(
                Both("كهرباء", "Electricity"),
                Both("سباكة", "Plumbing"),
                Both("تكييف", "Air conditioning"),
            ),
        ),
        Field("fault", "multiline", Both("صف العطل", "Describe the fault")),
        Field("picture", "file", Both("صورة العطل", "Picture of the fault"), required=False),
        CITY,
        DAY,
        MOBILE,
    ),
)
TOOL_LOAN = Service(
    slug="tool-loan",
    title=Both("تمويل عدّة عمل", "Loan for tools"),
    summary=Both("تمويل بلا فائدة لشراء عدّة مهنتك.", "An interest-free loan for your tools."),
    description=Both(
        "أرفق عرض سعر، وتدرس اللجنة طلبك وطريقة السداد.",
        "Attach an offer; the committee studies your request and how you would pay back.",
    ),
    audience=MEMBERS,
    route=Route.COMMITTEE,
    working_days=20,
    needs=(Both("عرض سعر حديث", "A recent offer"),),
    fields=(
        NATIONAL_ID,
        Field("tools", "multiline", Both("العدّة المطلوبة", "Tools needed")),
        Field("amount", "number", Both("المبلغ بالريال", "Amount in riyals")),
        Field("offer", "file", Both("عرض السعر", "The offer")),
        IBAN,
    ),
)
SEEDLINGS = Service(
    slug="seedlings",
    title=Both("طلب شتلات", "Request for seedlings"),
    summary=Both("شتلات أشجار برية لموقع تعتني به.", "Wild tree seedlings for a place you tend."),
    description=Both(
        "حدّد الموقع والعدد، ونخبرك متى تستلمها من المشتل.",
        "Say where and how many; we tell you when to collect them.",
    ),
    audience=MEMBERS,
    working_days=5,
    fields=(
        Field(
            "tree",
            "checkboxes",
            Both("النوع", "Kind"),
            choices=(Both("سدر", "Sidr"), Both("سمر", "Samr"), Both("طلح", "Talh")),
        ),
        Field("count", "number", Both("العدد", "How many")),
        CITY,
        MOBILE,
        Field("place", "file", Both("صورة الموقع", "Picture of the place"), required=False),
    ),
)
NURSERY_SUPPORT = Service(
    slug="nursery-support",
    title=Both("دعم مشتل منزلي", "Support for a home nursery"),
    summary=Both("أدوات وبذور لمن ينتج شتلات برية.", "Tools and seeds for home growers."),
    description=Both(
        "تدرس اللجنة طلبك وتزور الموقع قبل أن تجيب.",
        "The committee studies your request and visits the place before it answers.",
    ),
    audience=MEMBERS,
    route=Route.COMMITTEE,
    working_days=20,
    fields=(
        NATIONAL_ID,
        CITY,
        Field("area", "number", Both("المساحة بالمتر المربع", "Area in square metres")),
        Field("plan", "multiline", Both("ماذا ستنتج؟", "What will you grow?")),
        Field("picture", "file", Both("صورة المكان", "Picture of the place")),
    ),
)

SERVICES: dict[str, list[Service]] = {
    "quwwat-watan": [support(MEMBERS), certificate(MEMBERS), update_data(MEMBERS)],
    "awasir": [DISCOUNT_CARD, PURCHASE_RETURN, support(MEMBERS), update_data(MEMBERS)],
    "awqaf": [WAQF_ADVICE, TRUSTEE_HELP, update_data(BENEFICIARIES)],
    "tsmsa": [MAINTENANCE_VISIT, COURSE, TOOL_LOAN, certificate(MEMBERS), update_data(MEMBERS)],
    "sidr": [SEEDLINGS, VOLUNTEER, NURSERY_SUPPORT, certificate(MEMBERS)],
}
for offered in SERVICES.values():
    offered.extend(SPECIAL)
