package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call of {@code attach(package, submodules, submod_attrs)} of lazy_loader names. */
final class Attachment {
  private final List<Attached> names = new ArrayList<>();
  private boolean complete;

  /**
   * A name that the package gets.
   *
   * @param module that has it; empty: the name is that of a submodule
   * @param start the offset of its literal
   */
  record Attached(String module, String name, int start) {}

  Attachment(Call call) {
    Expression own = call.argument(0, "package_name");
    complete = own instanceof Name name && name.name().equals("__name__");
    complete &= call.arguments().stream().allMatch(argument -> argument.stars() == 0);
    if (complete) {
      add("", call.argument(1, "submodules"));
      addAttributes(call.argument(2, "submod_attrs"));
    }
  }

  List<Attached> names() {
    return names;
  }

  /** Whether the call names nothing else. */
  boolean isComplete() {
    return complete;
  }

  private void addAttributes(@Nullable Expression attributes) {
    if (attributes instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String module = entry.key() == null ? null : entry.key().string();
        if (module == null || !PythonNames.isModule(module)) {
          complete = false;
        } else {
          add(module, entry.value());
        }
      }
    } else {
      complete &= isNone(attributes);
    }
  }

  private void add(String module, @Nullable Expression list) {
    if (list instanceof Sequence sequence) {
      for (Expression element : sequence.elements()) {
        String name = element.string();
        if (name == null) {
          complete = false;
        } else {
          names.add(new Attached(module, name, element.start()));
        }
      }
    } else {
      complete &= isNone(list);
    }
  }

  private static boolean isNone(@Nullable Expression value) {
    return value == null
        || (value instanceof Constant constant && constant.kind() == Constant.Kind.NONE)
        || (value instanceof Mapping mapping && mapping.entries().isEmpty());
  }
}
