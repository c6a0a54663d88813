package io.modelops.bundle.internal.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.project.ListedFiles;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.internal.project.TrackableFiles;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.WorkspaceState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a directory a workspace: the files first, the state last, so that an interrupted call
 * leaves what is no workspace yet, and the next one completes it.
 */
public final class Initializer {
  /** The template's files, and the resources that they are made from. */
  private static final Map<String, String> TEMPLATE =
      Map.of(
          "pyproject.toml",
          "pyproject.toml",
          "README.md",
          "README.md",
          "models/__init__.py",
          "init.py",
          "models/example.py",
          "example.py",
          ".modelopsignore",
          "modelopsignore",
          GitIgnoreFile.NAME,
          "gitignore",
          ".gitattributes",
          "gitattributes");

  /** What says which distributions a project needs, and in which versions; sorted. */
  private static final List<String> NEEDS =
      List.of("pdm.lock", "poetry.lock", "pylock.toml", "pyproject.toml", "uv.lock");

  private final Project project;
  private final State state;
  private final GitIgnoreFile ignoreFile;
  private final List<String> created = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();

  public Initializer(Project project, State state) {
    this.project = project;
    this.state = state;
    this.ignoreFile = new GitIgnoreFile(project, state.store().directoryName());
  }

  public Initialization run(InitializeOptions options) {
    if (project.root().getParent() == null) {
      throw new WorkspaceException(
          ErrorCode.WHOLE_FILE_SYSTEM,
          List.of(project.root().toString()),
          project.root() + " is a whole file system, and no project",
          "go to the directory of your models, or make a new one",
          null);
    }
    return State.io("initialize " + project.root(), () -> initialize(options));
  }

  private Initialization initialize(InitializeOptions options) throws IOException {
    Settings settings =
        SettingsFile.read(project); // what is wrong is told before anything is written
    Path scratch = state.store().scratch(project.root());
    boolean known = state.store().exists(project.root());
    if (known) {
      state.read(); // a damaged state is told before anything is written
    }
    ListedFiles listed = known ? ListedFiles.none(project) : ListedFiles.of(project);
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (options.template()) {
      TEMPLATE.keySet().stream()
          .sorted(BundlePath.ORDER)
          .forEach(path -> files.put(path, template(TEMPLATE.getOrDefault(path, path))));
    } else {
      files.put(GitIgnoreFile.NAME, ignoreFile.lines());
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      project.operation().check();
      write(file.getKey(), file.getValue(), scratch);
    }
    List<String> tracked = known ? List.of() : tracked(listed);
    boolean made = saveState(options.registry(), tracked);
    List<Issue> issues = new ArrayList<>(made ? listed.issues() : List.of());
    ignoreLayout(state.reference(settings.registry(), state.read().registry()), scratch)
        .ifPresent(issues::add);
    Initialization done = Initialization.of(created, kept, changed).withIssues(issues);
    return made ? done.withTracked(tracked) : done;
  }

  /** What the manifest of a clone says; without one, what tells which distributions are needed. */
  private List<String> tracked(ListedFiles listed) throws IOException {
    if (listed.isClone()) {
      return listed.paths();
    }
    TrackableFiles trackable = new TrackableFiles(project, SettingsFile.read(project).gitIgnore());
    List<String> tracked = new ArrayList<>();
    for (String file : NEEDS) {
      boolean there = Files.isRegularFile(project.root().resolve(file), LinkOption.NOFOLLOW_LINKS);
      if (there && trackable.omits(file).isEmpty()) {
        tracked.add(file);
      }
    }
    return tracked;
  }

  /**
   * Makes git ignore a layout in the project, if the ignore file is ours.
   *
   * @return what somebody has to do if it is not
   */
  private Optional<Issue> ignoreLayout(@Nullable Reference reference, Path scratch)
      throws IOException {
    String layout = ignoreFile.layout(reference);
    if (layout.isEmpty() || ignoreFile.covers(layout)) {
      return Optional.empty();
    }
    if (!ignoreFile.addLayout(layout, template("gitignore"), scratch)) {
      String message =
          "git does not ignore the layout that is pushed to; add the line "
              + GitIgnoreFile.line(layout);
      return Optional.of(
          Issue.of(
              Issue.Severity.WARNING, "layout-not-ignored", GitIgnoreFile.NAME, 0, 0, message));
    }
    if (kept.remove(GitIgnoreFile.NAME)) {
      changed.add(GitIgnoreFile.NAME);
    }
    return Optional.empty();
  }

  /**
   * Makes the state, or changes it.
   *
   * @param tracked what a new state tracks: in a clone, the manifest says it
   * @return whether it is new
   */
  private boolean saveState(@Nullable Reference registry, List<String> tracked) throws IOException {
    String name = registry == null ? null : state.remembered(registry).toString();
    WorkspaceState initial = WorkspaceState.initial(name).withTracked(tracked);
    boolean made = state.store().create(project.root(), initial);
    if (made) {
      created.add(state.store().directoryName());
      created.sort(BundlePath.ORDER);
    } else {
      state.update("initialize", old -> name == null ? old : old.withRegistry(name));
    }
    return made;
  }

  private void write(String path, byte[] content, Path scratch) throws IOException {
    Path file = project.root().resolve(path);
    if (path.indexOf('/') > 0) {
      Path directory = file.resolveSibling(".").normalize();
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(directory);
        AtomicFile.force(project.root());
      } else if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        kept.add(path); // a file or a link is in its place
        return;
      }
    }
    try {
      AtomicFile.create(file, content, scratch);
      created.add(path);
    } catch (FileAlreadyExistsException e) {
      if (path.equals(GitIgnoreFile.NAME) && ignoreFile.addState(scratch)) {
        changed.add(path);
      } else {
        kept.add(path);
      }
    }
  }

  private byte[] template(String name) {
    try (InputStream in = Initializer.class.getResourceAsStream("template/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks template/" + name);
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return text.replace("@NAME@", projectName()).getBytes(UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the library lacks template/" + name, e);
    }
  }

  /** The directory's name as a name that Python packaging accepts (PEP 508). */
  private String projectName() {
    String name =
        String.valueOf(project.root().getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[._-]+|[._-]+$", "");
    return name.isEmpty() ? "my-models" : name;
  }
}
