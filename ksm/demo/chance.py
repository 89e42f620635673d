"""Chance that falls the same way every time: one stream per purpose, so that a change in one leaves the others alone."""

from random import Random

SEED = "ksm-demo-1"


def stream(purpose: str) -> Random:
    """The random numbers for one purpose."""
    return Random(f"{SEED}/{purpose}")  # noqa: S311 – invents people and moments, keeps no secret
