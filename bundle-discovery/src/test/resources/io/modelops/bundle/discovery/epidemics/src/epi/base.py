import abc
import typing as t


class BaseModel(abc.ABC):
    """What every model of this package is.

    More about it.
    """

    @abc.abstractmethod
    def simulate(self, seed: int = 1) -> dict: ...

    @property
    @abc.abstractmethod
    def parameters(self): ...


@t.runtime_checkable
class Simulates(t.Protocol):
    def simulate(self, seed): ...

    def parameters(self): return {}


class NetworkError(Exception):
    """Has network in its name, and nothing of a model."""
