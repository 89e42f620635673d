"""The ways between the pages of the register."""

from typing import Any

from django.urls import reverse

from accounts.signed_in import signed_in
from customers.views.files import export_links, import_actions
from imports.kinds import kinds_for
from ui.pages import ListPage
from ui.parts import Link

TABS = (
    ("applications", "Fachverfahren", "applications.view_specialistapplication"),
    ("matrix", "Behörden und Fachverfahren", "applications.view_product"),
    ("products", "Produkte", "applications.view_product"),
    ("vendors", "Hersteller", "applications.view_vendor"),
    ("services", "Verwaltungsleistungen", "applications.view_publicservice"),
)


class RegisterPage(ListPage):
    """A list of the register with the ways to the others, and to files that can be imported."""

    template_name = "applications/list.html"
    tab: str
    import_kind = ""

    def get_actions(self) -> list[Link]:
        """The way to bring rows as a file, for those who keep them."""
        return import_actions(self.request.user, self.import_kind) if self._may_import() else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        tabs = [
            (words, reverse(f"applications:{name}"), name == self.tab)
            for name, words, right in TABS
            if user.has_perm(right)
        ]
        files = export_links(user, self.import_kind) if self._may_import() else []
        return super().get_context_data(register_tabs=tabs[1:] and tabs, export_links=files, **kwargs)

    def _may_import(self) -> bool:
        return any(kind.key == self.import_kind for kind in kinds_for(signed_in(self.request)))
