package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.ProjectTable;
import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.spi.AboutFormat;
import io.modelops.bundle.value.About;

/** The table {@code [project]} of pyproject.toml, or {@code [tool.poetry]} where that is not. */
public final class PyprojectAbout implements AboutFormat {
  /** Keeps no state. */
  public PyprojectAbout() {}

  @Override
  public String id() {
    return "pyproject";
  }

  @Override
  public String fileName() {
    return PyprojectSettings.FILE;
  }

  @Override
  public About read(byte[] document) {
    return ProjectTable.about(TomlFile.parse(PyprojectSettings.FILE, document));
  }
}
