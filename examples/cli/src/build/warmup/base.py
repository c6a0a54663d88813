class Base:
    pass


class Other(Base):
    pass


__all__ = ["Base", "Other"]
