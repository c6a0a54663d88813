"""Epidemic models."""

from .base import CompartmentModel
from .seir import SEIR
from .sir import SIR

__all__ = ["CompartmentModel", "SEIR", "SIR"]
