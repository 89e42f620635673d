"""Sets of proofs of deletion and of exit packs, and who may see them."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User
    from privacy.models import DeletionProof, ExitPack


class DeletionProofQuerySet(models.QuerySet["DeletionProof"]):
    """Proofs of deletion."""

    def visible_to(self, user: "User") -> "DeletionProofQuerySet":
        """For members of the staff who hold the right, and for nobody else."""
        return self if user.is_service_staff and user.has_perm("privacy.view_deletionproof") else self.none()


class ExitPackQuerySet(models.QuerySet["ExitPack"]):
    """Exit packs."""

    def visible_to(self, user: "User") -> "ExitPackQuerySet":
        """For members of the staff who may make them, and for nobody else."""
        return self if user.is_service_staff and user.has_perm("privacy.make_exit_pack") else self.none()
