package io.modelops.bundle.report;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with sources, reported through the front door. */
final class Project {
  private static final int IN_A_PACKAGE = 10;

  private final Path directory;

  Project(Path directory) {
    this.directory = directory;
  }

  Project with(String path, String text) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packages of models that derive from classes of their own, and import what they share. */
  Project withModels(int models) {
    with("pyproject.toml", "[project]\nname = 'city'\ndependencies = ['numpy>=1.26']\n");
    with("src/city/__init__.py", "");
    with("src/city/base.py", "import numpy\nimport mesa\n\n\nclass Base(mesa.Model):\n    pass\n");
    with("src/city/rates.py", "from city import units\n").with("src/city/units.py", "DAY = 1\n");
    for (int i = 0; i < models; i++) {
      String area = "src/city/area" + i / IN_A_PACKAGE + "/";
      if (i % IN_A_PACKAGE == 0) {
        with(area + "__init__.py", "");
        with(area + "common.py", "from city.base import Base\n\n\nclass Local(Base):\n    pass\n");
      }
      with(area + "town" + i + ".py", model(i));
    }
    with("src/city/broken.py", "def f(:\n    pass\n");
    with("src/city/data/town.csv", "1\n").with("data/town.csv", "1\n");
    with("src/city/draft.py", "class Draft:\n    def simulate(self): ...\n");
    return this;
  }

  private static String model(int number) {
    String other =
        number % IN_A_PACKAGE == 0 && number > 0
            ? "from city.area" + (number / IN_A_PACKAGE - 1) / 7 + " import common as other\n"
            : "";
    return """
        from city import rates
        from .common import Local
        %s

        class Town%d(Local):
            \"""The town number %d.\"""

            def __init__(self, beta: float = 0.3, days=rates.DAYS, *, seed=%d):
                self.path = "data/town.csv"

            def parameters(self):
                return {"gamma": 0.1}

            def simulate(self):
                pass
        """
        .formatted(other, number, number, number);
  }

  Report report() {
    Discovery discovery = Bundle.open(directory).discover();
    return Report.of(discovery, discovery.select());
  }

  String html() {
    return report().text(ReportFormat.HTML);
  }
}
