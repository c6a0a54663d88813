package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Starred;
import java.util.ArrayList;
import java.util.List;

/** The plain names in what is assigned to or deleted. */
final class Targets {

  private Targets() {}

  static List<String> names(Expression target) {
    List<String> names = new ArrayList<>();
    addNames(target, names);
    return List.copyOf(names);
  }

  static void addNames(Expression target, List<String> into) {
    if (target instanceof Name name && isPlain(name.name())) {
      into.add(name.name());
    } else if (target instanceof Sequence sequence) {
      sequence.elements().forEach(element -> addNames(element, into));
    } else if (target instanceof Starred starred) {
      addNames(starred.value(), into);
    }
  }

  static boolean isPlain(String name) {
    return name.indexOf('.') < 0;
  }
}
