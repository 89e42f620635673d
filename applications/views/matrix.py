"""Who uses what: authorities as rows, Fachverfahren as columns."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.filters import MatrixFilter
from applications.models import ApplicationUse
from applications.tables import MatrixTable
from applications.views.tabs import RegisterPage
from customers.models import Authority


class Matrix(RegisterPage):
    """All authorities that use, used or will use something, beside all Fachverfahren that run or come."""

    permission_required = (
        "applications.view_applicationuse",
        "applications.view_product",
    )  # those who see the register
    model = Authority
    table_class = MatrixTable
    filterset_class = MatrixFilter
    page_title = "Behörden und Fachverfahren"
    tab = "matrix"
    import_kind = "application-uses"
    intro = "Die Zahl in einer Zelle sind die benannten Nutzenden."
    empty_text = "Noch ist bei keiner Behörde ein Fachverfahren eingetragen."

    def get_rows(self) -> QuerySet[Authority]:
        user = signed_in(self.request)
        uses = ApplicationUse.objects.visible_to(user).filter(authority=OuterRef("pk"))
        return Authority.objects.visible_to(user).filter(Exists(uses))

    def get_table_options(self) -> dict[str, Any]:
        columns: Any = self.filterset
        return {"user": signed_in(self.request), "day": timezone.localdate(), "applications": columns.columns()}
