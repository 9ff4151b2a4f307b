"""Sample data for the living page: an invented association, in Arabic and in English."""

from collections.abc import Callable
from typing import Any

from home.views.component_request_samples import request_samples

Say = Callable[[str, str], str]
ICONS = """
arrow attach bell book branch calendar chat check clause clock close cost danger document
down download edit email external form globe home info key leave lock menu next people
person phone place plus previous print question seal search star success trash video
warning
"""


def samples(*, language: str) -> dict[str, Any]:
    """The context of `components/index.html` in `language` ("ar" or "en")."""

    def say(arabic: str, english: str) -> str:
        return english if language == "en" else arabic

    return {
        **_frame(say),
        **_content(say),
        **_questions(say),
        **request_samples(say),
        **_small_pieces(say),
        "icons": ICONS.split(),
    }


def _frame(say: Say) -> dict[str, Any]:
    return {
        "association": {
            "name": say("جمعية النخلة التعاونية", "Palm Tree Cooperative"),
            "regulator": say("جهة الإشراف على التعاونيات", "the supervisor of cooperatives"),
            "register_number": "1234",
            "brand_colour": "#1b8354",
        },
        "association_nav": [
            {"title": say("الرئيسة", "Home"), "url": "#home"},
            {"title": say("السياسات", "Policies"), "url": "#policies", "current": True},
            {"title": say("الخدمات", "Services"), "url": "#services"},
            {"title": say("الإجراءات", "Procedures"), "url": "#procedures"},
            {"title": say("الأسئلة الشائعة", "FAQ"), "url": "#faq"},
            {"title": say("المكتبة", "Library"), "url": "#library"},
            {"title": say("تواصل معنا", "Contact"), "url": "#contact"},
        ],
        "language_links": [
            {"code": "ar", "label": "العربية", "url": "/components/", "current": say("1", "")},
            {
                "code": "en",
                "label": "English",
                "url": "/en/components/",
                "current": say("", "1"),
            },
        ],
        "breadcrumbs": [
            {"title": say("الجمعيات", "Associations"), "url": "#"},
            {"title": say("جمعية النخلة التعاونية", "Palm Tree Cooperative"), "url": "#"},
            {"title": say("مكونات الموقع", "Components")},
        ],
    }


def _content(say: Say) -> dict[str, Any]:
    clause = {
        "clause_url": "#practice-2",
        "clause_text": say("البند 2 من الممارسات", "Practice 2"),
    }
    return {
        "services": [
            {
                "title": say("طلب صرف العوائد", "Payment of returns"),
                "summary": say(
                    "اطلب صرف نصيبك من عوائد السنة إلى حسابك.",
                    "Ask for your share of the year's returns to be paid to your account.",
                ),
                "audience": say("الأعضاء ذوو العضوية السارية", "Active members"),
                "duration": say("7 أيام عمل", "7 working days"),
                "channels": say("الموقع، الهاتف", "This site, telephone"),
                "cost": say("بلا رسوم", "Free of charge"),
            },
            {
                "title": say("تحديث البيانات", "Update of your details"),
                "summary": say(
                    "غيّر رقم جوالك أو عنوانك أو حسابك البنكي في سجل الجمعية.",
                    "Change your mobile, address or bank account in the register.",
                ),
                "audience": say("كل الأعضاء", "All members"),
                "duration": say("يوما عمل", "2 working days"),
                "badge": {"text": say("جديد", "New"), "kind": "brand"},
            },
        ],
        "steps": [
            {
                "number": 1,
                "title": say("استقبال الطلب", "Your request comes in"),
                "text": say(
                    "تكتب طلبك وترفق ما يلزم، ويصلك رقم الطلب في الحال.",
                    "You write your request, attach what is needed and get a reference at once.",
                ),
                "actor": say("العضو", "Member"),
                **clause,
            },
            {
                "number": 2,
                "title": say("التحقق من اكتمال البيانات", "Checking that nothing is missing"),
                "text": say(
                    "يراجع موظف العلاقات ما كتبت، ويسألك إن نقص شيء.",
                    "The relations officer reads it and asks you if something is missing.",
                ),
                "actor": say("موظف العلاقات", "Relations officer"),
                "days": say("يوما عمل", "2 working days"),
                **clause,
            },
            {
                "number": 3,
                "title": say("دراسة اللجنة", "The committee decides"),
                "actor": say("اللجنة", "Committee"),
                "days": say("5 أيام عمل", "5 working days"),
            },
            {
                "number": 4,
                "title": say("التنفيذ", "Delivery"),
                "actor": say("موظف العلاقات", "Relations officer"),
                "days": say("يوم عمل", "1 working day"),
            },
        ],
        "clauses": [
            {
                "anchor": "practice-1",
                "number": 1,
                "text": say(
                    "نردّ على كل طلب في موعد معلن، ونخبر صاحبه إن تأخرنا.",
                    "We answer every request within a published time and say so when we are late.",
                ),
            },
            {
                "anchor": "practice-2",
                "number": 2,
                "text": say(
                    "لا نطلب من العضو ورقة عندنا نسخة منها.",
                    "We do not ask members for a paper that we already hold.",
                ),
            },
        ],
        "toc": [
            {"title": say("التمهيد", "Preamble"), "url": "#preamble"},
            {"title": say("الأهداف", "Objectives"), "url": "#objectives"},
            {"title": say("الممارسات", "Practices"), "url": "#practices"},
        ],
    }


def _questions(say: Say) -> dict[str, Any]:
    return {
        "question": {
            "question": say("كم يستغرق طلبي؟", "How long does my request take?"),
            "answer": say(
                "أقصاه 15 يوم عمل، ويُكتب الموعد المتوقع في صفحة طلبك.",
                "At most 15 working days; the expected day stands on your request's page.",
            ),
        },
        "myth": {
            "myth": say("التقييم السيئ يؤخر طلبي القادم.", "A bad rating delays my next request."),
            "fact": say(
                "يُحفظ التقييم بلا اسم ولا رقم طلب، ولا يستطيع أحد أن يعرف صاحبه.",
                "A rating is stored without name or request, and nobody can tell whose it is.",
            ),
        },
        "channels": [
            {
                "kind": "phone",
                "label": say("الهاتف", "Telephone"),
                "address": "011 000 0000",
                "url": "tel:+966110000000",
                "hours": say("الأحد إلى الخميس، 8 إلى 3", "Sunday to Thursday, 8 to 3"),
                "ltr": True,
            },
            {
                "kind": "email",
                "label": say("البريد الإلكتروني", "E-mail"),
                "address": "members@example.org",
                "url": "mailto:members@example.org",
                "ltr": True,
            },
            {
                "kind": "branch",
                "label": say("مقر الجمعية", "Our office"),
                "address": say("حي النخيل، شارع الواحة", "Oasis Street, Palm District"),
                "hours": say("الأحد إلى الخميس، 9 إلى 12", "Sunday to Thursday, 9 to 12"),
            },
        ],
        "documents": [
            {
                "title": say("اللائحة الأساسية", "Bylaws"),
                "kind": say("لائحة", "Bylaws"),
                "format": "PDF",
                "size_text": say("1.2 ميغابايت", "1.2 MB"),
                "date_text": say("آخر تعديل 3 مارس 2025م", "Last changed 3 March 2025"),
            },
            {
                "title": say("دليل الدعم", "Support guide"),
                "kind": say("دليل", "Guide"),
                "format": "DOCX",
                "size_text": say("340 كيلوبايت", "340 KB"),
            },
        ],
    }


def _small_pieces(say: Say) -> dict[str, Any]:
    return {
        "facts": [
            {"term": say("اعتمدها", "Approved by"), "text": say("مجلس الإدارة", "The board")},
            {"term": say("الإصدار", "Version"), "text": say("الإصدار 3", "Version 3")},
            {"term": say("رقم السجل", "Register number"), "text": "1234", "ltr": True},
        ],
        "associations": [
            {
                "name": say("جمعية النخلة التعاونية", "Palm Tree Cooperative"),
                "kind": say("جمعية تعاونية", "Cooperative"),
                "brand": "#1b8354",
            },
            {
                "name": say("جمعية السنبلة الأهلية", "Wheat Ear Association"),
                "kind": say("جمعية أهلية", "Civil association"),
                "brand": "#7a3e8c",
            },
            {
                "name": say("جمعية المرسى", "Harbour Association"),
                "kind": say("جمعية أهلية", "Civil association"),
                "brand": "#14607a",
            },
        ],
        "tabs": [
            {"title": say("مفتوحة", "Open"), "url": "#open", "current": True, "count": 2},
            {"title": say("منتهية", "Closed"), "url": "#closed", "count": 14},
        ],
        "pages": [
            {"number": 1, "url": "#p1"},
            {"number": 2, "current": True},
            {"number": 3, "url": "#p3"},
            {"gap": True},
            {"number": 12, "url": "#p12"},
        ],
        "errors": [
            {"text": say("اكتب رقم جوالك", "Write your mobile number"), "url": "#wrong_mobile"},
            {"text": say("أرفق الإيصال", "Attach the receipt"), "url": "#wrong_paper"},
        ],
        "hero": {
            "title": say("ما وعدتك به جمعيتك، خطوةً خطوة", "What was promised, step by step"),
            "lead": say(
                "اقرأ سياسة جمعيتك، واطلب خدمتك، وتابعها حتى تصلك.",
                "Read your association's policy, ask for a service and follow it to the end.",
            ),
            "actions": [{"text": say("ابدأ", "Start"), "url": "#services"}],
        },
        "words": {
            "title": say("سياسة التعامل مع الأعضاء", "Policy on dealing with members"),
            "lead": say(
                "كيف نستقبل طلبك، ومن يعمل عليه، ومتى يصلك الرد.",
                "How we receive your request, who works on it and when you get an answer.",
            ),
            "meta": [say("آخر تعديل 3 مارس 2025م", "Last changed 3 March 2025")],
            "sentence": say(
                "هذه جملة نموذجية لعرض المكوّن.", "A sample sentence to show the component."
            ),
            "heading": say("عنوان نموذجي", "A sample title"),
            "link": say("اقرأ المزيد", "Read more"),
            "answers": say("12 إجابة", "12 answers"),
            "send": say("أرسل الطلب", "Send the request"),
        },
    }
