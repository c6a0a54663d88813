import unittest

from epi import SEIR, SIR
from epi.network import Outbreak


class EpidemicTest(unittest.TestCase):
    def test_people_are_neither_lost_nor_made(self):
        for model in (SIR(), SEIR()):
            for state in model.simulate():
                self.assertAlmostEqual(sum(state.values()), model.parameters()["population"], 3)

    def test_an_outbreak_reaches_only_people_with_contacts(self):
        self.assertLessEqual(Outbreak().simulate(), {"ann", "ben", "cleo", "dan", "eve"})
