package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.ProjectMemory.Basis;
import io.modelops.bundle.discovery.parameters.ModuleFindings;
import io.modelops.bundle.discovery.project.Derived;
import io.modelops.bundle.discovery.project.Derived.Maker;
import io.modelops.bundle.discovery.project.Layout;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.python.HeadScan.Heads;
import io.modelops.bundle.discovery.python.Words;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.value.DiscoveryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of a session say, each by its content. Several threads may ask, one for each
 * file.
 */
final class SourceMemory {
  /** Contents are kept up to this size, all together, in bytes. */
  private static final int MAX_KEPT = 16_000_000;

  private final AtomicInteger keptSize = new AtomicInteger();
  private final Queue<Said> withContent = new ConcurrentLinkedQueue<>();
  private final Map<String, Said> files = new ConcurrentHashMap<>();
  private @Nullable LiteralFilter filter;
  private @Nullable Named named;
  private @Nullable ProjectMemory project;
  private @Nullable Framed framed;

  /** What the settings say of some files, for a search by some options. */
  private record Framed(List<String> files, DiscoveryOptions options, Derived<Frame> frame) {}

  /** The modules of some files. */
  private record Named(List<String> files, Layout layout, Modules modules) {}

  /** What one content of a file says, as far as it was asked. */
  static final class Said {
    private final @Nullable Object version;
    @Nullable Words words;
    @Nullable Heads heads;

    /** What was read, for further questions of the same search. */
    byte @Nullable [] content;

    @Nullable ParsedSource parsed;

    /** Whether a stub belongs to what was parsed, and its version if there was one. */
    boolean stubbed;

    @Nullable Object stub;

    /** What the file may matter to, by what it says itself, if it does. */
    @Nullable Sought sought;

    boolean matters;

    /** Of the classes and functions of these lines. */
    @Nullable ModuleFindings details;

    Set<Integer> lines = Set.of();
    @Nullable Map<Integer, List<String>> returnedCalls;

    private Said(@Nullable Object version) {
      this.version = version;
    }

    /** Whether it is what this content says. */
    @SuppressWarnings("ReferenceEquality") // mostly it is the same, and quick to tell
    boolean hasVersion(@Nullable Object content) {
      return content != null && (content == version || content.equals(version));
    }

    /** Whether it is known if the file matters to this. */
    boolean isOf(Sought asked) {
      return asked.equals(sought);
    }
  }

  /** That of the session of some sources. */
  static SourceMemory of(Sources sources) {
    return sources.memory().keep(SourceMemory.class, SourceMemory::new);
  }

  /** The modules of these files. */
  Modules modules(List<String> all, Layout layout) {
    Named known = named;
    if (known == null || !known.layout().equals(layout) || !known.files().equals(all)) {
      known = new Named(all, layout, Modules.of(all, layout));
      named = known;
    }
    return known.modules();
  }

  /** What the settings of a project say, which is made of its files if one of them has changed. */
  Frame frame(Sources sources, DiscoveryOptions options, Maker<Frame> maker) throws IOException {
    Framed known = framed;
    if (known == null
        || !known.files().equals(sources.files())
        || !known.options().equals(options)
        || !known.frame().holds(sources)) {
      known = new Framed(sources.files(), options, Derived.of(sources, maker));
      framed = known;
    }
    return known.frame().value();
  }

  /** What is known of a project on some basis. Of another basis, nothing is kept. */
  ProjectMemory project(Basis basis, List<String> all) {
    ProjectMemory known = project;
    if (known == null || !known.basis().holds(basis)) {
      known = new ProjectMemory(basis, all);
      project = known;
    }
    return known;
  }

  /** From now on, sources are parsed with a filter. */
  void use(LiteralFilter newer) {
    if (filter != null && !filter.isLike(newer)) {
      files.values().forEach(said -> said.parsed = null);
    }
    filter = newer;
  }

  /** Keeps a content until {@link #forgetContents}, if there is room. */
  void keep(Said said, byte[] content) {
    if (keptSize.addAndGet(content.length) <= MAX_KEPT) {
      said.content = content;
      withContent.add(said);
    }
  }

  /** Nobody asks for contents now. */
  void forgetContents() {
    keptSize.set(0);
    withContent.forEach(said -> said.content = null);
    withContent.clear();
  }

  /** What is known of a file as it is; nothing, if it has to be read to know which one it is. */
  Said said(Sources sources, String file) {
    Object version = sources.memory().version(file);
    Said known = files.get(file);
    if (known != null && known.hasVersion(version)) {
      return known;
    }
    Said nothing = new Said(version);
    if (version != null) {
      files.put(file, nothing);
    }
    return nothing;
  }
}
