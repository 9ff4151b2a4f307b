"""Form widgets of the site's own look."""

from django import forms


class RatingSelect(forms.RadioSelect):
    """Radio buttons for five answers, 1 to 5 with their words, drawn as knots on one thread."""

    template_name = "components/forms/rating_widget.html"
