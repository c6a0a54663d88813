package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.project.ManifestFile;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.PullChanges.Conflict;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is known, and how the directory stands to it. Everything is fetched and verified
 * before the first file of the directory changes.
 */
final class PreparedPull {
  private static final int MAX_NAMED = 10;

  private final PullTarget target;
  private final PullOptions options;
  private final RemoteBundle bundle;
  private final Operation operation;
  private final Map<String, FileEntry> wanted;
  private final Comparison compared;
  private final PullChanges changes;
  private final Supply supply;
  private final Fetch fetch;

  private PreparedPull(
      PullTarget target,
      PullOptions options,
      RemoteBundle bundle,
      Operation operation,
      Map<String, FileEntry> wanted,
      Comparison compared,
      Supply supply) {
    this.target = target;
    this.options = options;
    this.bundle = bundle;
    this.operation = operation;
    this.wanted = wanted;
    this.compared = compared;
    this.changes = supply.restoresDeleted() ? restoring(compared.changes()) : compared.changes();
    this.supply = supply;
    this.fetch = new Fetch(bundle, operation);
  }

  /** Compares a directory with a bundle. */
  static PreparedPull of(
      PullTarget target,
      PullOptions options,
      RemoteBundle bundle,
      Operation operation,
      Supply supply)
      throws IOException {
    Scope scope = new Scope(options);
    SortedMap<String, FileEntry> wanted =
        scope.of(bundle.content(), bundle.inspection().reference());
    ManifestFormat format = bundle.manifestFormat();
    if (!options.isPartial()) {
      wanted.put(format.fileName(), bundle.documentEntry());
    }
    ManifestContent begun = read(target.begun(), format, operation);
    Set<String> gone = new HashSet<>();
    for (ManifestContent before : Arrays.asList(target.synced(), begun)) {
      if (before != null) {
        gone.addAll(scope.gone(before, bundle.content()));
      }
    }
    Path manifest = target.project().root().resolve(format.fileName());
    boolean ours = read(manifest, format, operation) != null; // can be made again
    KnownContent known =
        new KnownContent(
            files(target.synced()), files(begun), ours ? Set.of(format.fileName()) : Set.of());
    return new PreparedPull(
        target,
        options,
        bundle,
        operation,
        wanted,
        Comparison.of(target.project(), operation, known, wanted, gone),
        supply);
  }

  /** What was deleted counts as not there yet. */
  private static PullChanges restoring(PullChanges changes) {
    List<String> created = new ArrayList<>(changes.created());
    Map<String, Conflict> conflicts = new HashMap<>(changes.conflicts());
    changes.conflicts().forEach((path, why) -> created.addAll(deleted(path, why)));
    conflicts.keySet().removeAll(created);
    return changes.withCreated(created).withConflicts(conflicts);
  }

  private static List<String> deleted(String path, Conflict why) {
    return why == Conflict.DELETED ? List.of(path) : List.of();
  }

  /** Null if there is none, or it is damaged. */
  private static @Nullable ManifestContent read(
      Path file, ManifestFormat format, Operation operation) {
    try {
      byte[] document = new ManifestFile(file).read();
      return document == null ? null : format.read(document, operation);
    } catch (IOException e) {
      return null;
    }
  }

  private static Map<String, FileEntry> files(@Nullable ManifestContent content) {
    return content == null ? Map.of() : content.files();
  }

  PullPlan plan() {
    return PullPlan.of(bundle.inspection(), changes, fetch.layers(fetched()), isRefused());
  }

  /** The files whose content comes from layers. */
  List<String> fetched() {
    Map<String, FileEntry> files = bundle.content().files();
    return changes.written().filter(files::containsKey).toList();
  }

  private boolean isRefused() {
    return options.overwrite()
        ? changes.conflicts().containsValue(Conflict.BLOCKING)
        : !changes.conflicts().isEmpty();
  }

  /** Refuses to replace what is only here. */
  void requireAllowed() {
    if (isRefused()) {
      throw refusal();
    }
  }

  /** What is done to the directory. */
  PullChanges changes() {
    return changes;
  }

  /** Remembers what is there. */
  interface Last {
    void accept(Inspection bundle) throws IOException;
  }

  /**
   * Pulls, which must be allowed.
   *
   * @param last is done once all files are there
   */
  PullResult run(Last last) throws IOException {
    Project project = target.project();
    Files.createDirectories(target.staging());
    requireSpace();
    ContentDirectory contents =
        new ContentDirectory(target.staging(), project.providers(), operation);
    List<Descriptor> layers = supply.bring(bundle, fetched(), contents);
    if (!contents.put(bundle.documentEntry(), new ByteArrayInputStream(bundle.document()))) {
      throw new IllegalStateException("the document has been verified");
    }
    operation.check();
    AtomicFile.write(target.begun(), bundle.document());
    target.unmark();
    Path backup = isCopied() ? target.freshBackup() : null;
    new Placement(project.root(), compared, contents, operation).run(changes, placed(), backup);
    last.accept(bundle.inspection());
    contents.delete();
    target.leave();
    String copies = backup == null ? null : project.root().relativize(backup).toString();
    return PullResult.of(bundle.inspection(), changes, layers, copies)
        .withIssues(SelfStarting.among(changes));
  }

  /** What is placed; manifest.json comes last. */
  private Map<String, FileEntry> placed() {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    for (String path : fetched()) {
      files.put(path, Objects.requireNonNull(wanted.get(path)));
    }
    changes
        .written()
        .filter(path -> !files.containsKey(path))
        .forEach(path -> files.put(path, bundle.documentEntry()));
    return files;
  }

  private boolean isCopied() {
    return changes.conflicts().values().stream().anyMatch(each -> each != Conflict.DELETED);
  }

  private void requireSpace() throws IOException {
    List<String> paths = fetched();
    long needed =
        supply.overhead(fetch.layers(paths))
            + paths.stream()
                .mapToLong(path -> Objects.requireNonNull(wanted.get(path)).size())
                .sum();
    long usable = Files.getFileStore(target.staging()).getUsableSpace();
    if (usable < needed) {
      throw new WorkspaceException(
          ErrorCode.NO_SPACE,
          List.of(),
          supply.wording().subject()
              + " needs up to "
              + needed
              + " bytes, and "
              + usable
              + " are free",
          "make room",
          null);
    }
  }

  private WorkspaceException refusal() {
    List<String> paths =
        changes.conflicts().entrySet().stream()
            .filter(entry -> !options.overwrite() || entry.getValue() == Conflict.BLOCKING)
            .map(Map.Entry::getKey)
            .toList();
    String named =
        paths.stream()
            .limit(MAX_NAMED)
            .map(path -> BundlePath.quote(path) + " (" + words(path) + ")")
            .collect(Collectors.joining(", "));
    String more = paths.size() > MAX_NAMED ? ", and " + (paths.size() - MAX_NAMED) + " more" : "";
    boolean blocked = changes.conflicts().containsValue(Conflict.BLOCKING);
    return new WorkspaceException(
        ErrorCode.LOCAL_CHANGES,
        paths,
        supply.wording().subject()
            + " would replace what is only here: "
            + named
            + more
            + "; nothing was changed",
        blocked ? "move what is in the way" : supply.wording().mend(),
        null);
  }

  private String words(String path) {
    return switch (Objects.requireNonNull(changes.conflicts().get(path))) {
      case EDITED -> "edited " + supply.wording().since();
      case UNTRACKED -> "not from a bundle";
      case DELETED -> "deleted " + supply.wording().since();
      case BLOCKING -> "a directory in the place of a file, or the reverse";
    };
  }
}
