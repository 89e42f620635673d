"""What people do: assess a need, deviate from what is inherited, plan, agree ranks, file plans, record exercises."""

from continuity.actions.needs import assess, deviate, withdraw
from continuity.actions.plans import file_plan, record_exercise, remove_exercise, save_plan
from continuity.actions.ranks import agree_ranks, check_ranks

__all__ = [
    "agree_ranks",
    "assess",
    "check_ranks",
    "deviate",
    "file_plan",
    "record_exercise",
    "remove_exercise",
    "save_plan",
    "withdraw",
]
