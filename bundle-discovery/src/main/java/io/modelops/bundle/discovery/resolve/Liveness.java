package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.Branch;
import io.modelops.bundle.discovery.symbols.Condition;
import io.modelops.bundle.discovery.symbols.ImportUse;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which branches can run. */
final class Liveness {
  private static final Set<String> TYPE_CHECKING =
      Set.of("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING");

  private final Program program;
  private final Resolver resolver;
  private final Map<ForkId, Known> known = new HashMap<>();

  /** What is known of a fork, and what was read for that. */
  private record Known(Live live, Footprint footprint) {}

  private record ForkId(int module, int fork) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ForkId that && that.module == module && that.fork == fork;
    }

    @Override
    public int hashCode() {
      return 31 * module + fork;
    }
  }

  /**
   * The branches of a fork that can run.
   *
   * @param mayRunNone whether it can also be that none does
   */
  record Live(BitSet branches, boolean mayRunNone) {
    boolean runs(int branch) {
      return branches.get(branch);
    }

    int count() {
      return branches.cardinality();
    }
  }

  enum Truth {
    NO,
    MAYBE,
    YES
  }

  Liveness(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  Live of(int module, int fork) {
    ForkId id = new ForkId(module, fork);
    Known found = known.get(id);
    if (found == null) {
      found = find(module, fork);
      if (!resolver.isTentative()) {
        known.put(id, found);
      }
    }
    program.reads().add(found.footprint());
    return found.live();
  }

  private Known find(int module, int fork) {
    program.reads().begin();
    Live live = find(module, program.table(module).forks().get(fork).conditions());
    return new Known(live, program.reads().end());
  }

  private Live find(int module, List<Condition> conditions) {
    BitSet branches = new BitSet();
    for (int i = 0; i < conditions.size(); i++) {
      Truth truth = truth(module, conditions.get(i));
      branches.set(i, truth != Truth.NO);
      if (truth == Truth.YES) {
        return new Live(branches, false);
      }
    }
    return new Live(branches, true);
  }

  /** The innermost branch around a place that never runs; null if there is none. */
  @Nullable Branch dead(int module, int branch) {
    SymbolTable table = program.table(module);
    for (int each = branch;
        each != SymbolTable.ALWAYS;
        each = table.branches().get(each).parent()) {
      Branch found = table.branches().get(each);
      if (!of(module, found.fork()).runs(found.index())) {
        return found;
      }
    }
    return null;
  }

  /**
   * Whether what a branch imports may be needed. Handlers count, whatever is tried: who wrote them
   * thought that it may fail.
   */
  boolean mayLoad(int module, int branch) {
    SymbolTable table = program.table(module);
    for (int each = branch;
        each != SymbolTable.ALWAYS;
        each = table.branches().get(each).parent()) {
      Branch found = table.branches().get(each);
      Condition condition = table.forks().get(found.fork()).conditions().get(found.index());
      if (!(condition instanceof Condition.ImportFails)
          && !of(module, found.fork()).runs(found.index())) {
        return false;
      }
    }
    return true;
  }

  private Truth truth(int module, Condition condition) {
    if (condition instanceof Condition.Fixed fixed) {
      return switch (fixed) {
        case TRUE -> Truth.YES;
        case FALSE, SCRIPT -> Truth.NO;
        case OPEN -> Truth.MAYBE;
      };
    } else if (condition instanceof Condition.Truth named) {
      return truth(module, resolver.senses(module, named.value()));
    } else if (condition instanceof Condition.Not not) {
      return not(truth(module, not.operand()));
    } else if (condition instanceof Condition.All all) {
      return all(module, all.operands(), Truth.YES);
    } else if (condition instanceof Condition.Any any) {
      return all(module, any.operands(), Truth.NO);
    } else if (condition instanceof Condition.ImportFails fails) {
      return fails.imports().stream().allMatch(each -> succeeds(module, each))
          ? Truth.NO
          : Truth.MAYBE;
    }
    return truth(module, (Condition.Version) condition);
  }

  private Truth truth(int module, Condition.Version condition) {
    Senses senses = resolver.senses(module, condition.value());
    boolean known =
        senses.all().size() == 1
            && senses.all().get(0).meaning().equals(new Meaning.Outside("sys.version_info"));
    if (!known) {
      return Truth.MAYBE;
    }
    Set<Truth> truths = EnumSet.noneOf(Truth.class);
    for (int minor : program.versions().minors()) {
      truths.add(VersionComparison.holds(condition, minor));
    }
    return truths.size() == 1 ? truths.iterator().next() : Truth.MAYBE;
  }

  private static Truth not(Truth truth) {
    return switch (truth) {
      case YES -> Truth.NO;
      case NO -> Truth.YES;
      case MAYBE -> Truth.MAYBE;
    };
  }

  /** {@code and} with YES for neutral, {@code or} with NO. */
  private Truth all(int module, List<Condition> operands, Truth neutral) {
    Truth result = neutral;
    for (Condition operand : operands) {
      Truth truth = truth(module, operand);
      if (truth == not(neutral)) {
        return truth;
      }
      result = truth == Truth.MAYBE ? Truth.MAYBE : result;
    }
    return result;
  }

  private Truth truth(int module, Senses senses) {
    Truth result = null;
    for (Sense each : senses.all()) {
      Truth truth = maySetElsewhere(module, each) ? Truth.MAYBE : truth(each.meaning());
      if (result != null && truth != result) {
        return Truth.MAYBE;
      }
      result = truth;
    }
    return result == null ? Truth.MAYBE : result;
  }

  /**
   * Whether a value is another module's variable, which others may set: {@code switches.fast =
   * True}. What is written in capitals is meant to be constant.
   */
  private boolean maySetElsewhere(int module, Sense sense) {
    String name = sense.meaning().name();
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    int home = program.number(name.substring(0, Math.max(dot, 0)));
    return sense.meaning() instanceof Meaning.Instance
        && home >= 0
        && home != module
        && !last.equals(last.toUpperCase(Locale.ROOT));
  }

  private static Truth truth(Meaning meaning) {
    if (meaning instanceof Meaning.Instance instance) {
      return switch (instance.kind()) {
        case NONE, FALSE, ZERO -> Truth.NO;
        case TRUE, NUMBER -> Truth.YES;
        default -> Truth.MAYBE;
      };
    }
    return meaning instanceof Meaning.Outside && TYPE_CHECKING.contains(meaning.name())
        ? Truth.NO
        : Truth.MAYBE;
  }

  /** Whether an import leads to what the project has. */
  private boolean succeeds(int module, int number) {
    ImportUse use = program.table(module).imports().get(number);
    List<String> targets = program.targets(module, use.level(), use.module());
    String source = targets.get(0);
    if (targets.size() > 1 || !program.exists(source)) {
      return false;
    }
    for (String name : use.names()) {
      Senses senses = resolver.ask(new Question.Member(source, name));
      if (senses.isEmpty()
          || senses.unbound()
          || senses.all().stream().anyMatch(Liveness::isElsewhere)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isElsewhere(Sense sense) {
    return sense.meaning() instanceof Meaning.Outside
        || sense.meaning() instanceof Meaning.Undefined;
  }
}
