package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.project.SourceRoots;
import io.modelops.bundle.discovery.python.Literals;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.SourceStructure;
import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.SymbolTableBuilder;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Suggestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds models in Python sources.
 *
 * <p>Tests are not searched for models, unless the options say so, and their faults are nobody's
 * concern; they are read all the same where a model's imports lead to them.
 */
public final class PythonSourceParser implements SourceParser {
  /** Keeps no state. */
  public PythonSourceParser() {}

  /** What loads the parser. */
  private static final class Loaded {
    private static final String SOURCE =
        """
        import a.b as c
        from .d import (e, f as g)
        if c.h:
            i = g(1, k=[2], **{'l': 3})[0]
        @e.m(c)
        class N(g.O[c], metaclass=e):
            'p'
            q: int = -3
            def r(self, *s, t=0, **u) -> c:
                return t
            v, w = r, q
        """;

    static final SymbolTable TABLE = parse();

    private Loaded() {}

    private static SymbolTable parse() {
      byte[] source = SOURCE.getBytes(StandardCharsets.UTF_8);
      Runnable unwatched = () -> {};
      SourceStructure structure = PythonParser.parse(source, unwatched);
      return SymbolTableBuilder.build(structure, Literals.NONE, unwatched);
    }
  }

  /** Parses a few lines, which loads classes and tables. */
  @Override
  public void prepare() {
    Objects.requireNonNull(Loaded.TABLE);
  }

  @Override
  public String id() {
    return "python";
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigurationException if pyproject.toml is wrong
   * @throws DiscoveryException code {@code unknown-rule} if the options name a rule that there is
   *     not
   */
  @Override
  public Findings discover(Sources sources, DiscoveryOptions options, Operation operation)
      throws IOException {
    List<NamedRule> rules = rules(sources, options);
    SourceMemory memory = SourceMemory.of(sources);
    Frame frame = memory.frame(sources, options, all -> Frame.of(all, options, rules));
    operation.check();
    List<Issue> issues = new ArrayList<>(frame.layout().issues());
    Findings found =
        new PythonSearch(sources, frame, rules, options, memory::project, operation).run();
    issues.addAll(found.issues());
    return new Findings(found.candidates(), issues);
  }

  @Override
  public List<Suggestion> suggest(Sources sources, DiscoveryOptions options, Operation operation)
      throws IOException {
    return new SuggestionSearch(sources, modules(sources, options), options, operation).run();
  }

  private static Modules modules(Sources sources, DiscoveryOptions options) throws IOException {
    return SourceMemory.of(sources).modules(sources.files(), SourceRoots.of(sources, options));
  }

  @Override
  public Relations relations(
      Sources sources, DiscoveryOptions options, List<Model> models, Operation operation)
      throws IOException {
    List<NamedRule> rules = rules(sources, options);
    Frame frame = Frame.of(sources, options, rules);
    return new PythonSearch(sources, frame, rules, options, ProjectMemory::new, operation)
        .relations(models);
  }

  /** The options' own rules, then the presets that they name. */
  private static List<NamedRule> rules(Sources sources, DiscoveryOptions options) {
    List<NamedRule> rules = new ArrayList<>(options.rules());
    Set<String> own = rules.stream().map(NamedRule::name).collect(Collectors.toSet());
    Presets presets = options.presets().isEmpty() ? null : Presets.load();
    for (String name : options.presets()) {
      List<NamedRule> named = presets == null ? List.of() : presets.named(name);
      if (presets != null && named.isEmpty() && !own.contains(name)) {
        throw new DiscoveryException(
            ErrorCode.UNKNOWN_RULE,
            sources.root(),
            "there is no rule " + BundlePath.quote(name),
            "known are " + String.join(", ", presets.names()),
            null);
      }
      rules.addAll(own.contains(name) ? List.of() : named);
    }
    return rules;
  }
}
