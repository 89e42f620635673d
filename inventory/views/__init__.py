"""The address that agents report to, and the pages on which people see and decide what became of it."""

from inventory.views.agents import agent
from inventory.views.cases import CaseList, WithdrawDecision, case_page, discard, match, register
from inventory.views.devices import ChangeFieldPage, DevicePage, ReleaseField
from inventory.views.software import InstalledList, SoftwareList
from inventory.views.tokens import NewTokenPage, RevokeToken, TokenList, TokenPage

__all__ = [
    "CaseList",
    "ChangeFieldPage",
    "DevicePage",
    "InstalledList",
    "NewTokenPage",
    "ReleaseField",
    "RevokeToken",
    "SoftwareList",
    "TokenList",
    "TokenPage",
    "WithdrawDecision",
    "agent",
    "case_page",
    "discard",
    "match",
    "register",
]
