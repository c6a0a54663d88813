package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** A command line that was understood, and what a command needs to answer it. */
final class Invocation implements AutoCloseable {
  private static final int MAX_ALIKE = 10;

  private final ParseResult global;
  private final ParseResult parsed;
  private final Console console;
  private @Nullable Network network;
  private @Nullable Bundle project;

  /**
   * @param global what stands before the command
   * @param parsed what follows
   */
  Invocation(ParseResult global, ParseResult parsed, Console console) {
    this.global = global;
    this.parsed = parsed;
    this.console = console;
    String given = value(Options.PROJECT);
    if (given != null) {
      console.say(Commands.withProject(given));
    }
  }

  Console console() {
    return console;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option) || global.hasMatchedOption(option);
  }

  @Nullable String value(String option) {
    String fallback =
        global.hasMatchedOption(option) ? global.matchedOptionValue(option, "") : null;
    return parsed.hasMatchedOption(option) ? parsed.matchedOptionValue(option, "") : fallback;
  }

  /** Of an option that may come several times. */
  List<String> values(String option) {
    return parsed.hasMatchedOption(option)
        ? List.copyOf(parsed.matchedOptionValue(option, List.<String>of()))
        : List.of();
  }

  /** What is no option. */
  List<String> arguments() {
    return parsed.hasMatchedPositional(0)
        ? List.copyOf(parsed.matchedPositionalValue(0, List.<String>of()))
        : List.of();
  }

  /**
   * One of them.
   *
   * @param what it is, for the message if it is missing
   */
  String argument(int index, String what) {
    if (arguments().size() <= index) {
      throw CommandException.usage(what + " is missing", "--help shows how it is written");
    }
    return arguments().get(index);
  }

  /** The given one, absolute, or the working directory. */
  Path directory() {
    String given = value(Options.PROJECT);
    Path working = console.surroundings().directory();
    if (given == null) {
      return working;
    }
    if (given.isEmpty()) {
      throw CommandException.usage("--project is empty", "write --project . for this directory");
    }
    Path directory = path(working, given).normalize();
    if (!Files.isDirectory(directory)) {
      throw CommandException.usage(
          "no such directory: " + directory, "--project takes the directory of a project");
    }
    return directory;
  }

  static Path path(Path directory, String name) {
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      throw CommandException.usage(
          "not a valid file name: " + name + " (" + e.getReason() + ")",
          "names beyond ASCII need a UTF-8 locale, for example LC_ALL=C.UTF-8");
    }
  }

  /** The project around {@link #directory()}; named, once, where another one was. */
  Bundle project() {
    Bundle known = project;
    if (known == null) {
      known = find();
      project = known;
    }
    return known;
  }

  /** The project, or, for what does no harm, the directory where there is none. */
  Bundle projectOrDirectory() {
    try {
      return project();
    } catch (DiscoveryException e) {
      if (e.errorCode() != ErrorCode.NO_PROJECT) {
        throw e;
      }
      return open(directory());
    }
  }

  private Bundle find() {
    Path directory = directory();
    Bundle bundle = Bundle.find(directory, Parts.providers());
    String given = value(Options.PROJECT);
    if (given == null && directory.startsWith(bundle.directory())) {
      String up = directory.relativize(bundle.directory()).toString();
      console.say(up.isEmpty() ? Commands.PLAIN : Commands.initialising(up));
    }
    if (given != null && !bundle.directory().equals(directory)) {
      console.message(
          Text.show(given)
              + " is part of the project in "
              + Text.show(bundle.directory().toString())
              + ", which this is about.");
    }
    return equipped(bundle);
  }

  /** A path of the project as it is typed in the directory that paths count from. */
  String typed(Bundle bundle, String path) {
    Path directory = directory();
    return directory.startsWith(bundle.directory())
        ? directory.relativize(bundle.directory().resolve(path)).toString()
        : path;
  }

  /** A directory that need not be a project. */
  Bundle open(Path directory) {
    return equipped(Bundle.open(directory, Parts.providers()));
  }

  private Bundle equipped(Bundle bundle) {
    return bundle
        .withEnvironment(console.surroundings().environment())
        .withCancellation(console.surroundings().cancellation())
        .withProgress(Progress.on(console));
  }

  Reference reference(String text) {
    return References.parse(text, directory());
  }

  RegistryOptions registryOptions() {
    List<String> hosts = parsed.matchedOptionValue(Options.PLAIN_HTTP, List.<String>of());
    RegistryOptions options =
        RegistryOptions.defaults()
            .withPlainHttp(hosts.toArray(String[]::new))
            .withNetwork(network());
    return SignatureCheck.policy(this).map(options::withSignatures).orElse(options);
  }

  /** One for the whole command, as its environment wishes. */
  private Network network() {
    Network known = network;
    if (known == null) {
      known = Network.system(console.surroundings().environment());
      network = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
    }
  }

  /**
   * Says what is wrong in the sources or settings, on standard error. All of it is a warning: what
   * ends a command is an error, and that is an exception.
   */
  void report(List<Issue> issues) {
    for (Issue issue : issues) {
      if (issue.severity() != Issue.Severity.INFO) { // which an explanation shows
        console.warning(Text.show(issue.toString()));
      }
    }
  }

  /**
   * The same, but of warnings with one code only the first ones.
   *
   * @param all the command that shows all
   */
  void reportBriefly(List<Issue> issues, String all) {
    Map<String, Integer> counts = new HashMap<>();
    List<Issue> first =
        issues.stream()
            .filter(issue -> issue.severity() != Issue.Severity.INFO)
            .filter(issue -> counts.merge(issue.code(), 1, Integer::sum) <= MAX_ALIKE)
            .toList();
    report(first);
    int more = counts.values().stream().mapToInt(Integer::intValue).sum() - first.size();
    if (more > 0) {
      console.warning(
          "and " + Text.grouped(more) + " more like these; modelops-bundle " + all + " shows all");
    }
  }

  /** Says something of each name, but of no more than the first ones. */
  void messages(List<String> names, String what) {
    names.stream().limit(MAX_ALIKE).forEach(name -> console.message(Text.show(name) + " " + what));
    if (names.size() > MAX_ALIKE) {
      console.message("and " + Text.grouped(names.size() - MAX_ALIKE) + " more like these.");
    }
  }
}
