import citysim


class Town(citysim.Model):
    def step(self): ...
