from ._seeded import SeededParameters
