package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds imports that should lead to something in the project and do not. Reading alone cannot see
 * every way to bind a name, so a name counts as missing only if its module does not even mention
 * it.
 */
final class ImportCheck {
  private final Modules modules;
  private final Names names;
  private final BiPredicate<PythonModule, String> mentions;

  /**
   * @param mentions whether a module's source mentions a name, or may bind any
   */
  ImportCheck(Modules modules, Names names, BiPredicate<PythonModule, String> mentions) {
    this.modules = modules;
    this.names = names;
    this.mentions = mentions;
  }

  List<Issue> check(PythonModule importer, List<ImportUse> uses) {
    List<Issue> issues = new ArrayList<>();
    for (ImportUse use : uses) {
      String fault = fault(use);
      if (fault != null) {
        Severity severity = use.guarded() || use.typing() ? Severity.INFO : Severity.WARNING;
        issues.add(
            Issue.of(
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
    return modules.exists(use.module())
        ? use.names().stream().flatMap(name -> fault(use.module(), name)).findFirst().orElse(null)
        : null;
  }

  private Stream<String> fault(String module, String name) {
    String submodule = module + "." + name;
    PythonModule source = modules.named(module);
    if (modules.exists(submodule) || modules.isCompiled(submodule)) {
      return Stream.of();
    }
    if (source == null) { // a namespace package has no code that could define it
      return Stream.of("no module " + submodule + " in the project");
    }
    return names.mayBind(module, name) || mentions.test(source, name)
        ? Stream.of()
        : Stream.of("module " + module + " has no " + name);
  }

  private boolean isMissing(String name) {
    return modules.exists(name.split("\\.", 2)[0])
        && !modules.exists(name)
        && !modules.isCompiled(name)
        && !modules.isCompiled(PythonModule.parent(name));
  }
}
