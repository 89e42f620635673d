"""Forms of articles: writing one, its next review, and whether it helped."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from applications.models import SpecialistApplication
from customers.models import Authority
from knowledge.actions import LONGEST_COMMENT
from knowledge.models import Article
from ui.forms import VersionedForm

HOW_TO_MARK = (
    "Überschriften beginnen mit ##, Aufzählungen mit - oder 1., **fett** steht zwischen Sternen, ein Link ist "
    "[Text](https://…). Bitte keine Namen, Kennwörter oder Daten von Personen."
)


class ArticleForm(VersionedForm):
    """An article as somebody writes it."""

    class Meta:
        model = Article
        fields = (
            "title", "summary", "body", "keywords", "topic", "audience", "authorities", "applications", "is_pinned",
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 18, "class": "ku-long-text"}),
            "audience": forms.RadioSelect,
            "authorities": forms.CheckboxSelectMultiple,
            "applications": forms.CheckboxSelectMultiple,
        }
        labels = {"audience": "Wer soll den Artikel lesen?"}
        help_texts = {
            "body": HOW_TO_MARK,
            "authorities": "Nur für „die genannten Behörden“.",
            "applications": "Der Artikel wird bei Meldungen zu diesen Fachverfahren zuerst vorgeschlagen.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        key = self.instance.pk
        fields["body"].widget.attrs["data-draft"] = f"article-{key or 'new'}"
        if key:
            fields["body"].widget.attrs["data-changed-at"] = self.instance.changed_at.isoformat()
        served = Authority.objects.visible_to(user).served(timezone.localdate())
        chosen = Authority.objects.visible_to(user).filter(articles=key) if key else Authority.objects.none()
        fields["authorities"].queryset = (served | chosen).distinct().order_by("name")
        fields["applications"].queryset = SpecialistApplication.objects.visible_to(user).order_by("name")

    def _post_clean(self) -> None:
        """The action checks and stores; until then the article stays as it is."""

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\x00", "")


class ReviewForm(forms.Form):
    """When somebody looks at the article again."""

    review_on = forms.DateField(required=False)


class FeedbackForm(forms.Form):
    """Whether the article helped, and perhaps what is missing."""

    helped = forms.TypedChoiceField(choices=(("yes", "Ja"), ("no", "Nein")), coerce=lambda value: value == "yes")
    comment = forms.CharField(required=False, max_length=LONGEST_COMMENT)
