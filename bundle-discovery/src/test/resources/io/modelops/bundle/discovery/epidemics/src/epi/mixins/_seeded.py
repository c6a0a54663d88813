class SeededParameters:
    def parameters(self): return {"seed": 1}
