"""Services that several of the associations offer, and fields that many forms share."""

from services.demo.shapes import NOTHING, Both, Field, Service
from services.models import Route

MOBILE = Field(
    "mobile",
    "saudi_mobile",
    Both("رقم الجوال", "Mobile number"),
    Both("نتصل بك عليه إن احتجنا.", "We call it if we need to."),
)
NATIONAL_ID = Field(
    "national_id",
    "national_id",
    Both("رقم الهوية أو الإقامة", "National ID or Iqama number"),
    Both("عشرة أرقام. لا نطلب صورة منها.", "Ten digits. We don't ask for a picture of it."),
)
IBAN = Field(
    "iban",
    "iban",
    Both("رقم الآيبان", "IBAN"),
    Both("يبدأ بـ SA، باسم مقدم الطلب.", "Begins with SA, in the applicant's name."),
)


def notes(required: bool = False) -> Field:
    return Field("notes", "multiline", Both("ملاحظات", "Notes"), NOTHING, required)


def support(members: Both) -> Service:
    """Financial support, decided by the research committee."""
    return Service(
        slug="financial-support",
        title=Both("طلب دعم مالي", "Request for financial support"),
        summary=Both(
            "دعم لمرة واحدة عند ضائقة، تدرسه لجنة البحث.",
            "One-time support in hardship, studied by the research committee.",
        ),
        description=Both(
            "اكتب ما حدث وما تحتاج إليه، وأرفق ما يثبته. تدرس اللجنة طلبك ثم تجيبك.",
            "Write what happened and what you need, and attach proof. The committee studies your "
            "request and answers you.",
        ),
        audience=members,
        route=Route.COMMITTEE,
        working_days=20,
        needs=(
            Both("ما يثبت الحاجة، مثل تقرير أو فاتورة", "Proof of the need, such as a bill"),
            Both("رقم آيبان باسمك", "An IBAN in your name"),
        ),
        fields=(
            NATIONAL_ID,
            MOBILE,
            Field(
                "reason",
                "dropdown",
                Both("سبب الطلب", "Reason"),
                choices=(
                    Both("علاج", "Medical treatment"),
                    Both("سكن", "Housing"),
                    Both("تعليم", "Education"),
                    Both("سبب آخر", "Another reason"),
                ),
            ),
            Field("amount", "number", Both("المبلغ المطلوب بالريال", "Amount needed, in riyals")),
            Field("situation", "multiline", Both("اشرح حالتك", "Describe your situation")),
            IBAN,
            Field(
                "proof",
                "file",
                Both("ما يثبت الحاجة", "Proof of the need"),
                Both("صورة أو ملف PDF.", "A picture or a PDF file."),
            ),
        ),
    )


def certificate(members: Both) -> Service:
    """A certificate of membership."""
    return Service(
        slug="membership-certificate",
        title=Both("شهادة عضوية", "Membership certificate"),
        summary=Both(
            "شهادة تثبت عضويتك، تصلك بالبريد الإلكتروني.",
            "A certificate of your membership, sent by e-mail.",
        ),
        description=Both(
            "اختر لغة الشهادة والجهة التي تُقدَّم إليها، ونرسلها إليك موقّعة.",
            "Choose its language and for whom it is; we send it signed.",
        ),
        audience=members,
        working_days=2,
        fields=(
            Field("addressee", "singleline", Both("الجهة", "Addressed to")),
            Field(
                "language",
                "radio",
                Both("لغة الشهادة", "Language"),
                choices=(Both("العربية", "Arabic"), Both("الإنجليزية", "English")),
            ),
            notes(),
        ),
    )


def update_data(people: Both) -> Service:
    """Changing what the association's register says."""
    return Service(
        slug="update-data",
        title=Both("تحديث البيانات", "Update your data"),
        summary=Both(
            "غيّر جوالك أو عنوانك أو حسابك البنكي في السجل.",
            "Change your mobile, address or bank account in the register.",
        ),
        description=Both(
            "اكتب ما تغيّر فقط، واترك الباقي فارغًا.",
            "Fill in only what has changed; leave the rest empty.",
        ),
        audience=people,
        working_days=3,
        fields=(
            NATIONAL_ID,
            Field(
                "new_mobile", "saudi_mobile", Both("الجوال الجديد", "New mobile"), required=False
            ),
            Field("new_email", "email", Both("البريد الجديد", "New e-mail"), required=False),
            Field("new_address", "singleline", Both("العنوان الوطني", "Address"), required=False),
            Field("new_iban", "iban", Both("الآيبان الجديد", "New IBAN"), required=False),
            notes(),
        ),
    )
