"""Forms of relations: what it is, what stands at the other end, and whether one can do without."""

from typing import Any

from django import forms
from django.urls import reverse

from accounts.models import User
from dependencies.fitting import may_be_source, may_be_target
from dependencies.models import Relation
from dependencies.nodes import OVER, SLUGS, Node, NodeKind, Row, rows_of
from ui.containing import containing
from ui.forms import KernForm, SearchedSelect, VersionedForm
from ui.keys import key_of

MOST_OF_A_KIND = 8
FOUND_BY = {
    NodeKind.ITEM: ("inventory_number", "name"),
    NodeKind.APPLICATION: ("name", "product__name"),
    NodeKind.WORKSTATION: ("inventory_number", "name"),
}
NEEDS, NEEDED = "needs", "needed"
NEEDED_WORDS = {
    Relation.Kind.RUNS_ON: "darauf läuft",
    Relation.Kind.DEPENDS_ON: "davon hängt ab",
    Relation.Kind.CONNECTED_TO: "darüber ist angebunden",
    Relation.Kind.STANDS_IN: "darin steht",
}


def search_nodes(user: User, words: str, *, but: Node) -> list[tuple[str, str]]:
    """The first nodes of each kind in which every word is found."""
    found: list[tuple[str, str]] = []
    for kind, fields in FOUND_BY.items():
        rows = containing(rows_of(kind, user), words, fields)
        if OVER[kind]:
            rows = rows.exclude(state__in=OVER[kind])
        if kind == but.kind:
            rows = rows.exclude(pk=but.pk)
        nodes = [Node.of(row) for row in rows[:MOST_OF_A_KIND]]
        found += [(node.value, node.full_name) for node in nodes]
    return found


class OtherEnd(forms.ChoiceField):
    """One node out of very many; cleaned to its row."""

    user: User

    def valid_value(self, value: str) -> bool:
        return self.row(value) is not None

    def clean(self, value: Any) -> Row | None:
        super().clean(value)
        return self.row(str(value))

    def row(self, value: str) -> Row | None:
        """The row that a value names, if the person may see it."""
        slug, _, text = value.rpartition("-")
        key = key_of(text)
        if slug not in SLUGS or key is None:
            return None
        row: Row | None = rows_of(SLUGS[slug], self.user).filter(pk=key).first()
        return row


class RelateForm(KernForm):
    """A new relation of a node, in either direction."""

    kind = forms.ChoiceField(label="Beziehung")
    other = OtherEnd(
        label="Gegenstück",
        error_messages={"invalid_choice": "Bitte wählen Sie ein Gegenstück aus der Liste."},
        help_text="Suchen Sie nach Name oder Inventarnummer.",
    )
    is_redundant = forms.BooleanField(
        label="Allein verzichtbar", required=False, help_text=Relation._meta.get_field("is_redundant").help_text
    )
    note = forms.CharField(label="Bemerkung", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, node: Node, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, kind.label) for kind in Relation.Kind if may_be_source(kind, node)]
        needed = [(kind, NEEDED_WORDS[kind]) for kind in Relation.Kind if may_be_target(kind, node)]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Bitte wählen"),
            (f"{node.name} …", [(f"{NEEDS}:{kind.value}", words) for kind, words in kinds]),
            (f"Umgekehrt, von {node.name} aus gesehen", [(f"{NEEDED}:{kind.value}", f"{words} …") for kind, words in needed]),
        ]  # fmt: skip
        other: Any = self.fields["other"]
        other.user = user
        other.widget = SearchedSelect(
            reverse("dependencies:choices", args=[node.kind.slug, node.pk]), label=other.label
        )
        other.widget.is_required = True
        offered = search_nodes(user, "", but=node)
        chosen = str(self["other"].value() or "")
        if chosen and chosen not in dict(offered) and (row := other.row(chosen)):
            offered.append((chosen, Node.of(row).full_name))
        other.choices = [("", "Bitte wählen"), *offered]

    def clean_kind(self) -> tuple[str, str]:
        """The direction and the kind of the relation."""
        direction, _, kind = str(self.cleaned_data["kind"]).partition(":")
        return direction, kind


class RelationForm(VersionedForm):
    """A relation whose ends stay."""

    class Meta:
        model = Relation
        fields = ("kind", "is_redundant", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}
        labels = {"kind": "Beziehung", "is_redundant": "Allein verzichtbar"}

    def _post_clean(self) -> None:
        """The action checks the row as it is in the database."""
