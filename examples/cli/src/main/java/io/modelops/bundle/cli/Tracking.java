package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.TrackingChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What add and remove have in common. */
final class Tracking {
  private final Bundle bundle;
  private final Invocation invocation;

  Tracking(Bundle bundle, Invocation invocation) {
    this.bundle = bundle;
    this.invocation = invocation;
  }

  TrackingChange apply(Function<List<String>, TrackingChange> command) {
    List<String> typed = invocation.arguments();
    PathArguments paths = new PathArguments(bundle.directory(), invocation.directory());
    TrackingChange change = command.apply(paths.fromProject(typed));
    if (!change.unmatched().isEmpty()) {
      throw new CommandException(
          Status.USAGE,
          "unmatched",
          "not found: " + Text.some(change.unmatched().stream().map(this::typed).toList(), 5),
          hint(change.unmatched()),
          Map.of("paths", change.unmatched()));
    }
    return change;
  }

  private String hint(List<String> unmatched) {
    return unmatched.stream()
        .filter(argument -> !Glob.isPattern(argument))
        .flatMap(argument -> meant(argument).stream())
        .findFirst()
        .map(name -> "did you mean '" + name + "'? Nothing was changed.")
        .orElse("nothing was changed; modelops-bundle status lists the files");
  }

  private String typed(String argument) {
    return Glob.isPattern(argument) ? argument : invocation.typed(bundle, argument);
  }

  /** What exists, and is named from here: a neighbour, or what status calls so. */
  private Optional<String> meant(String argument) {
    String typed = typed(argument);
    boolean fromProject = !typed.equals(argument) && exists(typed);
    return (fromProject ? Optional.of(typed) : neighbour(argument)).map(this::typed);
  }

  private boolean exists(String path) {
    try {
      return Files.exists(bundle.directory().resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Optional<String> neighbour(String argument) {
    try {
      Path parent = bundle.directory().resolve(argument).getParent();
      String name = String.valueOf(Path.of(argument).getFileName());
      try (Stream<Path> entries = parent == null ? Stream.<Path>empty() : Files.list(parent)) {
        List<String> names = entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        String before = argument.substring(0, argument.length() - name.length());
        return Text.nearest(name, names).map(near -> before + near);
      }
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  void list(List<String> files, String label) {
    invocation.console().lines(files.stream().map(path -> label + "  " + Text.show(path)).toList());
  }
}
