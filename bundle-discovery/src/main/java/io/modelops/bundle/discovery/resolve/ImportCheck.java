package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds imports that should lead to a module of the project and do not. What a module that exists
 * defines is not checked: reading alone cannot see every way to bind a name.
 */
final class ImportCheck {
  private final Modules modules;

  ImportCheck(Modules modules) {
    this.modules = modules;
  }

  List<Issue> check(PythonModule importer, List<ImportUse> uses) {
    List<Issue> issues = new ArrayList<>();
    for (ImportUse use : uses) {
      String fault = fault(use);
      if (fault != null) {
        Severity severity = use.guarded() || use.typing() ? Severity.INFO : Severity.WARNING;
        issues.add(
            new Issue(
                severity, "unresolved-import", importer.file(), use.line(), use.column(), fault));
      }
    }
    return issues;
  }

  private @Nullable String fault(ImportUse use) {
    if (ImportName.isBeyondTop(use.module())) {
      return "relative import " + use.module() + " goes beyond the top-level package";
    }
    if (isMissing(use.module())) {
      return "no module " + use.module() + " in the project";
    }
    // a namespace package has no code, so what it does not contain it cannot define
    boolean namespace = modules.exists(use.module()) && modules.named(use.module()) == null;
    return namespace
        ? use.names().stream()
            .map(name -> use.module() + "." + name)
            .filter(this::isMissing)
            .findFirst()
            .map(name -> "no module " + name + " in the project")
            .orElse(null)
        : null;
  }

  private boolean isMissing(String name) {
    return modules.exists(name.split("\\.", 2)[0])
        && !modules.exists(name)
        && !modules.isCompiled(name)
        && !modules.isCompiled(PythonModule.parent(name));
  }
}
