package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Definition;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Says of the functions of modules whether they are models. Only those of which a rule is sure are.
 */
final class FunctionJudge {
  private final Criteria criteria;
  private final Resolver resolver;
  private final Program program;
  private final Hierarchy hierarchy;
  private final Decorations decorations;
  private final boolean mayHold;
  private final boolean mayReturn;

  FunctionJudge(Criteria criteria, Hierarchy hierarchy, Resolver resolver) {
    this.criteria = criteria;
    this.hierarchy = hierarchy;
    this.resolver = resolver;
    this.program = resolver.program();
    this.decorations = new Decorations(criteria, resolver);
    this.mayHold = criteria.rules().stream().anyMatch(each -> mayHold(each.rule()));
    this.mayReturn =
        criteria.rules().stream()
            .anyMatch(each -> !each.rule().names(Rule.Returning.class).isEmpty());
  }

  /**
   * A function.
   *
   * @param returned what it returns calls of
   */
  private record Asked(int module, String name, Value.Function function, List<String> returned) {}

  private static boolean mayHold(Rule rule) {
    return !rule.names(Rule.DecoratedWith.class).isEmpty()
        || !rule.names(Rule.Declared.class).isEmpty()
        || !rule.names(Rule.Returning.class).isEmpty();
  }

  /**
   * The models among the functions that a module binds in the end.
   *
   * @param returned what each function returns calls of, by its line; asked if a rule depends on it
   */
  List<Model> judge(int module, Supplier<Map<Integer, List<String>>> returned) {
    List<Model> models = new ArrayList<>();
    if (!mayHold) {
      return models;
    }
    Map<Integer, List<String>> calls = mayReturn ? returned.get() : Map.of();
    for (Map.Entry<String, Integer> each :
        new TreeMap<>(program.table(module).module().names()).entrySet()) {
      List<Definition> definitions =
          Definitions.of(module, each.getValue(), program, resolver.liveness()).all();
      Definition last = definitions.isEmpty() ? null : definitions.get(definitions.size() - 1);
      if (last instanceof Value.Function function) {
        List<String> called = calls.getOrDefault(function.span().line(), List.of());
        judge(new Asked(module, each.getKey(), function, called), models);
      }
    }
    return models;
  }

  private void judge(Asked asked, List<Model> into) {
    for (NamedRule each : criteria.rules()) {
      Set<Reason> reasons = new LinkedHashSet<>();
      if (holds(each.rule(), asked, reasons) && !reasons.isEmpty()) {
        PythonModule module = program.module(asked.module());
        SourceRange place = asked.function().span().in(module.file());
        Verdict verdict = module.importable() ? Verdict.MODEL : Verdict.NOT_IMPORTABLE;
        into.add(
            Model.of(module.name() + ":" + asked.name(), verdict, place)
                .withKind(Model.Kind.FUNCTION)
                .withRule(each.name())
                .withReasons(List.copyOf(reasons)));
        return;
      }
    }
  }

  private boolean holds(Rule rule, Asked asked, Set<Reason> reasons) {
    if (rule instanceof Rule.Declared) {
      return declared(rule, asked, reasons);
    } else if (rule instanceof Rule.DecoratedWith) {
      return decorated(rule, asked, reasons);
    } else if (rule instanceof Rule.Returning) {
      return returns(rule, asked, reasons);
    } else if (rule instanceof Rule.Not) {
      return !holds(rule.rules().get(0), asked, new LinkedHashSet<>());
    } else if (rule instanceof Rule.All) {
      return rule.rules().stream().allMatch(each -> holds(each, asked, reasons));
    }
    return rule.rules().stream().anyMatch(each -> holds(each, asked, reasons));
  }

  private boolean declared(Rule rule, Asked asked, Set<Reason> reasons) {
    String name = program.module(asked.module()).name() + "." + asked.name();
    boolean found = false;
    for (ModelDeclaration each : criteria.declarations(name)) {
      if (Evaluation.isOf(rule, each.group())) {
        reasons.add(Reasons.declared(each));
        found = true;
      }
    }
    return found;
  }

  private boolean decorated(Rule rule, Asked asked, Set<Reason> reasons) {
    boolean found = false;
    for (String each : decorations.wanted(asked.module(), asked.function().decorators())) {
      if (Evaluation.isOf(rule, each)) {
        reasons.add(about(asked, "decorated with " + each, each));
        found = true;
      }
    }
    return found;
  }

  private boolean returns(Rule rule, Asked asked, Set<Reason> reasons) {
    for (String call : asked.returned()) {
      for (Senses.Sense each : resolver.global(asked.module(), call).all()) {
        String name = each.meaning().name();
        if (isNamed(rule, name) || derives(rule, each.meaning())) {
          reasons.add(about(asked, "returns a " + name, name));
          return true;
        }
      }
    }
    return false;
  }

  private boolean isNamed(Rule rule, String name) {
    return criteria.classes().stream()
        .anyMatch(wanted -> Evaluation.isOf(rule, wanted.text()) && wanted.matches(name));
  }

  /**
   * Whether a class of the project derives from one that the rule names, whatever its bases are.
   */
  private boolean derives(Rule rule, Meaning meaning) {
    return meaning instanceof Meaning.Type type
        && hierarchy.ask(type.id()).all().stream()
            .map(Order::mro)
            .allMatch(
                mro ->
                    mro != null
                        && criteria.descents(rule, mro).stream()
                            .anyMatch(descent -> descent.from() != null));
  }

  private Reason about(Asked asked, String text, String from) {
    String file = program.module(asked.module()).file();
    return Reason.of(text)
        .withFrom(from)
        .withLocation(asked.function().span().in(file))
        .withSignature(asked.function().signature());
  }
}
