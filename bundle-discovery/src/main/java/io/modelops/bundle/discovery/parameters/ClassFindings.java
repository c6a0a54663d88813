package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.value.DecoratedMethod;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of one class says.
 *
 * @param hiding the names that it binds so that those of its bases are hidden
 * @param constructor the parameters of its {@code __init__}; null if it has none
 * @param callsBase whether its {@code __init__} calls that of a base, or there is none
 * @param findings parameters by the member that names them
 * @param included dicts of the module that members take over
 */
record ClassFindings(
    Set<String> hiding,
    @Nullable List<Draft> constructor,
    boolean callsBase,
    Fields fields,
    List<Finding> findings,
    List<Included> included,
    List<DecoratedMethod> outputs,
    List<DecoratedMethod> scenarios) {

  /** Something that a member says. What {@code __init__} says may be said by several classes. */
  record Finding(String member, Draft draft) {}

  /** A dict, by its dotted name in the module, that a member stands for or includes. */
  record Included(String member, String table) {}

  /**
   * Whether it adds nothing to what its bases say. Classes of pydantic always add: the nearest one
   * decides whether its fields or a constructor count.
   */
  boolean saysNothing() {
    return hiding.isEmpty()
        && constructor == null
        && callsBase
        && fields.equals(Fields.NONE)
        && findings.isEmpty()
        && included.isEmpty()
        && outputs.isEmpty()
        && scenarios.isEmpty();
  }
}
