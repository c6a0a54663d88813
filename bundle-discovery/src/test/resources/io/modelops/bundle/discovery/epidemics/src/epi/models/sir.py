from __future__ import annotations

from typing import TYPE_CHECKING

from ..base import BaseModel as _Base
from epi import mixins as mx

if TYPE_CHECKING:
    from epi.plots import Plot

__all__ = ["SIR"]


class SIR(mx.SeededParameters, _Base):
    """Susceptible, infected, recovered."""

    async def simulate(
        self,
        seed=1,  # of the generator
    ):
        from epi.solvers import solve
        return solve(self)


class _Unfinished(_Base):
    def simulate(self): ...
