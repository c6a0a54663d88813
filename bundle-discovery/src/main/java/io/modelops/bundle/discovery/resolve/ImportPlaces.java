package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.symbols.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What imports bind that can find their module at several places. */
final class ImportPlaces {
  private final Program program;
  private final Resolver resolver;

  ImportPlaces(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /** What an import binds. */
  Senses imported(int importer, Value.Imported imported) {
    List<String> targets = program.targets(importer, imported.level(), imported.module());
    int last = targets.size() - 1;
    Senses found = imported(targets.get(last), imported.name());
    for (int i = last - 1; i >= 0; i--) {
      found = first(targets.get(i), targets.get(last), imported.name(), found);
    }
    return found;
  }

  /**
   * What an import binds that may find its module at a place first.
   *
   * @param outside the name of the module where the project is not looked at
   * @param later what it binds if it finds the module later
   */
  private Senses first(String module, String outside, @Nullable String name, Senses later) {
    boolean known = later.all().stream().noneMatch(this::isOutside);
    boolean bare = program.number(module) < 0 && program.names().exists(module);
    if (bare && !known && name == null) {
      return Senses.of(new Meaning.Module(module, outside));
    } else if (bare && !known && !program.names().exists(module + "." + name)) {
      return later; // what is installed comes before a directory without code
    }
    Senses here = imported(module, name);
    boolean found =
        here.all().stream().anyMatch(each -> !(each.meaning() instanceof Meaning.Undefined));
    boolean elsewhere = later.all().stream().allMatch(this::isOutside);
    return elsewhere && found ? here : Senses.union(List.of(here, later));
  }

  /** Whether something does not come from the project, be it that the environment has it. */
  private boolean isOutside(Senses.Sense sense) {
    Meaning meaning = sense.meaning();
    return meaning instanceof Meaning.Outside
        || (meaning instanceof Meaning.Type type && program.isInstalled(type.id().module()))
        || (meaning instanceof Meaning.Module module && !program.names().exists(module.name()))
        || (meaning instanceof Meaning.Instance && program.isForeign(meaning.name()));
  }

  private Senses imported(String module, @Nullable String name) {
    return name == null
        ? Senses.of(module(module))
        : Resolver.certain(resolver.ask(new Question.Member(module, name)));
  }

  /** What the project has under the name of a module. */
  Meaning module(String name) {
    if (program.exists(name)) {
      return new Meaning.Module(name);
    }
    return program.lacks(name) ? new Meaning.Undefined(name) : new Meaning.Outside(name);
  }

  /** An attribute of a module. */
  Senses attribute(Meaning.Module module, String name) {
    return module.outside().equals(module.name()) || program.find(module.name()) >= 0
        ? resolver.ask(new Question.Member(module.name(), name))
        : below(module, name);
  }

  /** What lies in a directory without code, or is installed under the name that it has there. */
  private Senses below(Meaning.Module directory, String name) {
    String module = directory.name() + "." + name;
    String outside = directory.outside() + "." + name;
    return Senses.of(
        program.names().exists(module)
            ? new Meaning.Module(module, program.number(module) < 0 ? outside : module)
            : program.exists(outside) ? new Meaning.Module(outside) : new Meaning.Outside(outside));
  }
}
