"""Re-exports, so that users write epi.SIR."""
from .base import BaseModel
from .models import *
from .mixins import SeededParameters as Seeded
