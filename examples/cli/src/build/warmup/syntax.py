"""Sample."""
from __future__ import annotations
import os, sys
import os.path as path
from .base import *
from .base import Base as B, other
from typing import TYPE_CHECKING
import importlib

if TYPE_CHECKING:
    from .types import T
if sys.version_info >= (3, 8) and not os.environ:
    from typing import Protocol
elif sys.platform == "win32" or sys.version_info[0] < 3:
    Protocol = object
else:
    Protocol: type = B
try:
    import numpy as np
except (ImportError, ValueError) as e:
    np = None
else:
    x = 1
finally:
    del x

__all__ = ["A", 'C'] + other.__all__
__all__ += ["D"]
__all__.append("E")
a, (b, *c) = d = [1, 2.5, -3, 1_000, 0x1F, 123456789012345678901234567890], {"k": 'v\n', **e}, {1, 2}
y: int = 3
z = lambda q, *r, s=1: (q or r) and not s
w = [i for i in range(10) if (n := i) > 2]
text = f"{a!r:>{b}} {c}" "joined" r"\d" b'bytes'
q = a if b else c
data = os.path.join("data", "x.csv")
plugin = importlib.import_module("pkg.plugin")
T1 = dict(a=1, *b, **c)

@decorator
@deco.rator(1, x=[2])
class A(B, base.Other, metaclass=M, **kw):
    """Doc."""
    x: int
    simulate = other
    y = z = 1
    def f(self, a, *, b: int = 3, **kw) -> int:
        """Doc."""
        global g
        g = 1
        from .local import name
        with open(a) as h, b as (i, j):
            for k, v in a.items():
                while v:
                    v -= 1
        class Inner(A): pass
        return self
    @property
    async def g(self): return await self.f()
    if x:
        def h(self): pass
class C(Generic[T]): ...
class D[T: int](A, Generic[T]):
    pass
class E(make("x")): pass
class Named(A): parameters = dict(a=1)
A.late = A.f
match a:
    case [b, *_] if b:
        pass
    case {"k": v} | A(x=1) as o:
        pass
    case _:
        pass
async def co():
    async with a as b:
        async for c in d: pass
def unfinished(
