"""Accounts, companies, teams and staff in the web admin."""

from accounts.admin.accounts import AccountAdmin
from accounts.admin.organisation import ProviderAdmin, TeamAdmin
from accounts.admin.staff import StaffMemberAdmin

__all__ = ["AccountAdmin", "ProviderAdmin", "StaffMemberAdmin", "TeamAdmin"]
