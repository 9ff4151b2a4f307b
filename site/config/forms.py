"""How forms are drawn: every `{{ form }}` and `{{ field.as_field_group }}` in the site's look."""

from django.forms.renderers import TemplatesSetting


class SilaRenderer(TemplatesSetting):
    """The form renderer (`FORM_RENDERER`): templates of `templates/components/forms/`."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
