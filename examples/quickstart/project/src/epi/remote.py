from cloudsim import ClusterModel


class Nationwide(ClusterModel):
    """Its simulate may come from a package that is not part of this project."""

    def parameters(self):
        return {"regions": 400}
