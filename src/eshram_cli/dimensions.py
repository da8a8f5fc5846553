"""What figures are cut by. The order settles a tie where a place's count is the sum over one of them."""

from functools import lru_cache

DIMENSIONS = ("channel", "department", "category", "officer", "camp", "list", "gender", "age", "centre", "aggregator")

PARTS = ("department", "officer", "camp", "list", "centre", "aggregator")
"""Dimensions whose members are a part of a place's workers, unless the sheet says that they are all of them: others
than the departments that sent their figures have registered workers too. A list is one of workers, counted; an
aggregator a company whose gig workers register."""

YIELDS = ("camp", "list")
"""Parts that begin at nothing: what is told of their days, added up, is all that they have registered."""


@lru_cache
def is_part(cut: str) -> bool:
    """Whether the figures of a cut (`dimension=member`, several joined by `|`) are a part unless a sheet says else."""
    return any(one.partition("=")[0] in PARTS for one in cut.split("|"))
