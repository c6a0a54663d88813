"""Sample."""
import os
import sys
from typing import TYPE_CHECKING, Generic, TypeVar

from . import base
from .base import Base as Root, Other, missing
from .syntax import *

T = TypeVar("T")
if sys.version_info >= (3, 9) or os.name == "nt":
    Chosen = Root
else:
    Chosen = Other
if TYPE_CHECKING:
    from .types import Only
try:
    from .fast import Engine
except ImportError:
    Engine = Root


class Abstract(Chosen, Generic[T]):
    from abc import abstractmethod

    @abstractmethod
    def simulate(self, data="data/x.csv"): ...

    def parameters(self): ...


class Model(Abstract["x"]):
    """One."""

    def simulate(self): ...


class Either(Engine, base.Other):
    simulate, parameters = Model.simulate, {}


class Both(Model, Other):
    parameters = property(lambda self: 1)


def make():
    class Local(Model): ...


class Model(Unknown):
    parameters = make()


for each in (1, 2):
    first = each
    del each
with open("x") as opened:
    second = opened
if first:
    from .base import *
else:
    from .syntax import *
third = Base
try:
    fourth = first
except ValueError as error:
    fourth = error
else:
    fourth = 1
finally:
    fifth = 1
