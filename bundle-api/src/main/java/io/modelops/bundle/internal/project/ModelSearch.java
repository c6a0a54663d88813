package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Suggestion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The models of a project, and what they follow from.
 *
 * @param candidates sorted by id, file and line
 * @param issues sorted
 */
public record ModelSearch(
    List<Model> candidates, List<Issue> issues, SourceTree.Listing listing, Inputs inputs) {

  /** As if only these had been found, in a project whose files are not known. */
  public static ModelSearch of(List<Model> models) {
    var nothing = new SourceTree.Listing(List.of(), List.of(), List.of());
    return new ModelSearch(List.copyOf(models), List.of(), nothing, Inputs.none());
  }

  /**
   * Searches.
   *
   * @param tree the project's, through which everything was read that the options follow from
   */
  public static ModelSearch run(Project project, RecordedTree tree, DiscoveryOptions options) {
    Operation operation = project.operation();
    List<SourceParser> parsers = project.providers().some(SourceParser.class, "bundle-discovery");
    try {
      SourceTree.Listing listing = list(project, tree, options, parsers, operation);
      var sources = new SourceParser.Sources(project.root(), tree, listing.files(), tree);
      List<Model> candidates = new ArrayList<>();
      List<Issue> issues = new ArrayList<>(listing.issues());
      for (SourceParser parser : parsers) {
        operation.check();
        SourceParser.Findings findings = parser.discover(sources, options, operation);
        candidates.addAll(findings.candidates());
        issues.addAll(findings.issues());
      }
      candidates.sort(ModelSearch::compare);
      return new ModelSearch(
          List.copyOf(candidates),
          issues.stream().distinct().sorted().toList(),
          listing,
          tree.inputs());
    } catch (IOException e) {
      throw unreadable(project, e);
    }
  }

  /** Lists the files while the parsers get ready. */
  private static SourceTree.Listing list(
      Project project,
      RecordedTree tree,
      DiscoveryOptions options,
      List<SourceParser> parsers,
      Operation operation)
      throws IOException {
    List<Operation.Step<Operation, Optional<SourceTree.Listing>>> steps =
        List.of(
            all -> Optional.of(tree.list(project.root(), options.walk(), all)),
            all -> {
              parsers.forEach(SourceParser::prepare);
              return Optional.empty();
            });
    return operation.map(steps, step -> step.apply(operation)).get(0).orElseThrow();
  }

  /** Asks what the models may be. */
  public List<Suggestion> suggest(Project project, RecordedTree tree, DiscoveryOptions options) {
    List<Suggestion> suggestions = new ArrayList<>();
    var sources = new SourceParser.Sources(project.root(), tree, listing.files(), tree);
    try {
      for (SourceParser parser : project.providers().some(SourceParser.class, "bundle-discovery")) {
        suggestions.addAll(parser.suggest(sources, options, project.operation()));
      }
    } catch (IOException e) {
      throw unreadable(project, e);
    }
    return List.copyOf(suggestions);
  }

  private static DiscoveryException unreadable(Project project, IOException e) {
    return new DiscoveryException(
        ErrorCode.UNREADABLE,
        project.root(),
        "cannot read the project " + project.root() + ": " + FileFailure.describe(e),
        "check that the directory can be read",
        e);
  }

  private static int compare(Model a, Model b) {
    int byId = BundlePath.ORDER.compare(a.id(), b.id());
    int byFile = BundlePath.ORDER.compare(a.location().file(), b.location().file());
    int byLine = Integer.compare(a.location().line(), b.location().line());
    return byId != 0 ? byId : byFile != 0 ? byFile : byLine;
  }

  /** Whether there are files, and rules leave out every one of them. */
  boolean allIgnored() {
    return listing.files().isEmpty() && !listing.ignored().isEmpty();
  }

  /** Returns unless rules leave out every file. */
  public void requireFiles(Project project) {
    if (allIgnored()) {
      throw new DiscoveryException(
          ErrorCode.EVERYTHING_IGNORED,
          project.root(),
          "the ignore rules leave out every file of " + project.root(),
          "correct the ignore rules in .modelopsignore",
          null);
    }
  }

  /** Returns if nothing could be overlooked: what cannot be read may hold models. */
  public void requireComplete(Project project) {
    for (Issue issue : issues) {
      if (issue.incomplete()) {
        throw new DiscoveryException(
            ErrorCode.UNREADABLE,
            file(project.root(), issue.file()),
            BundlePath.quote(issue.file())
                + " could not be read, and may hold models: "
                + issue.message(),
            "see to it that it can be read, or ignore it in .modelopsignore",
            null);
      }
    }
  }

  /** The root stands for a name that this system cannot express. */
  private static Path file(Path root, String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      return root;
    }
  }
}
