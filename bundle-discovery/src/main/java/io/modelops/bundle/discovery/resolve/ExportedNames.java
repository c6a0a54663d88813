package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.Exports;

/** What star imports bring. */
final class ExportedNames {
  private final Program program;
  private final Resolver resolver;

  ExportedNames(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /** Whether {@code __all__} has a name. */
  private enum Listing {
    NO,
    PERHAPS,
    YES
  }

  /** What {@code from module import *} binds a name to. */
  Senses of(String module, String name) {
    int number = program.find(module);
    if (number < 0) {
      return Senses.UNBOUND;
    }
    Exports exports = program.table(number).exports();
    if (!exports.declared()) {
      return name.startsWith("_") ? Senses.UNBOUND : resolver.bound(number, name);
    }
    Listing added = exports.names().contains(name) ? Listing.YES : added(number, exports, name);
    if (added == Listing.YES) {
      Senses listed = resolver.ask(new Question.Member(module, name));
      return exports.literal() ? Resolver.certain(listed) : new Senses(listed.all(), true);
    }
    return exports.literal() && added == Listing.NO && !exports.possible().contains(name)
        ? Senses.UNBOUND
        : new Senses(resolver.bound(number, name).all(), true);
  }

  /** Whether another module lists a name whose {@code __all__} is added. */
  private Listing added(int module, Exports exports, String name) {
    Listing listing = Listing.NO;
    for (int other : exports.others()) {
      for (Sense each : resolver.senses(module, other).all()) {
        Listing there = listing(each.meaning(), name);
        listing = there.compareTo(listing) > 0 ? there : listing;
      }
    }
    return listing;
  }

  private Listing listing(Meaning other, String name) {
    if (!(other instanceof Meaning.Module source)) {
      return Listing.PERHAPS; // what is outside the project cannot be read
    }
    Senses there = resolver.ask(new Question.Exported(source.name(), name));
    return there.isEmpty() ? Listing.NO : there.unbound() ? Listing.PERHAPS : Listing.YES;
  }
}
