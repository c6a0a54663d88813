package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.Model;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The files that have the module name of another one. */
final class Clashes {
  private final Map<String, List<String>> clashes;
  private final Program program;
  private final ModuleMemo<Set<String>> found;

  /**
   * @param found the clashing names that each module imports
   */
  Clashes(Program program, ModuleMemo<Set<String>> found) {
    this.found = found;
    this.clashes = program.names().clashes();
    this.program = program;
  }

  /**
   * An issue for each file that imports do not find, if that makes a difference: if the name is
   * imported by one of the importers, or a candidate is in one of the files. Scripts of the same
   * name are no fault.
   */
  List<Issue> issues(List<Model> candidates, BitSet importers, Predicate<String> wanted) {
    if (clashes.isEmpty()) {
      return List.of();
    }
    Set<String> mattering = imported(importers);
    candidates.forEach(candidate -> mattering.add(candidate.location().file()));
    List<Issue> issues = new ArrayList<>();
    clashes.forEach(
        (name, all) -> {
          List<String> files = all.stream().filter(wanted).toList();
          if (mattering.contains(name) || files.stream().anyMatch(mattering::contains)) {
            files.stream().skip(1).forEach(file -> issues.add(issue(name, files.get(0), file)));
          }
        });
    return issues;
  }

  /** The names by which modules are imported from outside of the source root that they are in. */
  private Set<String> imported(BitSet importers) {
    Set<String> imported = new HashSet<>();
    importers.stream()
        .mapToObj(each -> found.get(each, program.reads(), this::imported))
        .forEach(imported::addAll);
    return imported;
  }

  private Set<String> imported(int module) {
    Set<String> imported = new HashSet<>();
    String importer = program.module(module).file();
    for (ImportUse use : program.table(module).imports()) {
      for (String target : program.targets(module, use.level(), use.module())) {
        add(target, importer, imported);
        use.names().forEach(name -> add(target + "." + name, importer, imported));
      }
    }
    return imported;
  }

  private void add(String name, String importer, Set<String> imported) {
    List<String> files = clashes.get(name);
    if (files != null
        && files.stream().map(file -> root(file, name)).noneMatch(importer::startsWith)) {
      imported.add(name);
    }
  }

  /** The directory from which the name of a file counts, with a slash at the end. */
  private static String root(String file, String name) {
    String directory = file.replaceAll("(/__init__)?\\.py$", "");
    for (long i = name.chars().filter(each -> each == '.').count(); i >= 0; i--) {
      directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
    }
    return directory.isEmpty() ? "/" : directory + "/"; // no importer begins with a slash
  }

  private static Issue issue(String name, String first, String file) {
    String message =
        "module "
            + name
            + " is both "
            + BundlePath.quote(first)
            + " and "
            + BundlePath.quote(file)
            + "; imports find the first";
    return Issue.of(Severity.WARNING, "duplicate-module", file, 0, 0, message);
  }
}
