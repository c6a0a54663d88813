package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.resolve.Hierarchy.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a method resolution order that is known.
 *
 * @param outside the base outside the project at which it ends, as that may bring anything; null if
 *     it ends at none
 */
public record Lineage(List<Place> classes, @Nullable String outside) {
  /**
   * Where a class is defined.
   *
   * @param line that of its keyword
   */
  public record Place(int module, int line) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place that && that.module == module && that.line == line;
    }

    @Override
    public int hashCode() {
      return 31 * module + line;
    }
  }

  /** What all orders have in common. */
  static Lineage of(Orders orders, Program program) {
    List<Lineage> all = orders.all().stream().map(order -> of(order, program)).toList();
    Lineage first = all.get(0);
    int common = first.classes().size();
    for (Lineage each : all) {
      int same = 0;
      while (same < Math.min(common, each.classes().size())
          && each.classes().get(same).equals(first.classes().get(same))) {
        same++;
      }
      common = same;
    }
    boolean one = all.stream().allMatch(first::equals);
    return new Lineage(first.classes().subList(0, common), one ? first.outside() : null);
  }

  private static Lineage of(Order order, Program program) {
    List<Place> classes = new ArrayList<>();
    for (Mro rest = order.mro(); rest != null; rest = rest.tail()) {
      if (rest.head() instanceof ClassId id) {
        if (program.isInstalled(id.module())) {
          return new Lineage(List.copyOf(classes), program.name(id).replace(':', '.'));
        }
        classes.add(new Place(id.module(), program.symbol(id).span().line()));
      } else if (rest.head() instanceof External external && !external.known()) {
        return new Lineage(List.copyOf(classes), external.name());
      }
    }
    return new Lineage(List.copyOf(classes), null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lineage that
        && that.classes.equals(classes)
        && Objects.equals(that.outside, outside);
  }

  @Override
  public int hashCode() {
    return 31 * classes.hashCode() + Objects.hashCode(outside);
  }
}
