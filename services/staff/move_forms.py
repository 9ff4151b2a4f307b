"""All forms of moves, in the order in which they stand on a case."""

from services.staff import delivery_forms, ending_forms, forms, research_forms
from services.staff.assigning import AssignForm
from services.staff.checklist_panel import ChecksForm
from services.staff.complaint_forms import NameComplainedAboutForm

MOVE_FORMS: dict[str, type[forms.MoveForm]] = {
    form.move: form
    for form in (
        forms.StartVerificationForm,
        forms.ScheduleForm,
        ChecksForm,
        forms.PresentForm,
        forms.AskForm,
        forms.RecordAnswerForm,
        research_forms.ReferForm,
        research_forms.ReportForm,
        research_forms.RecallForm,
        delivery_forms.RegisterForm,
        forms.StartDeliveryForm,
        delivery_forms.DeliverPartForm,
        delivery_forms.DeliverForm,
        delivery_forms.RescheduleForm,
        delivery_forms.CorrectDeliveryForm,
        ending_forms.RecordAppealForm,
        ending_forms.RecordWithdrawalForm,
        ending_forms.CloseForm,
        NameComplainedAboutForm,
        AssignForm,
    )
}
