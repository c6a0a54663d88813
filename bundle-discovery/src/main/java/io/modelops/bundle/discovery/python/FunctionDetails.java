package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function says in detail. What stands in functions and classes within it does not count.
 *
 * @param parameters all but {@code *args} and {@code **kwargs}
 * @param docstring its value, indentation included
 * @param calls those that were asked for
 * @param returned what each {@code return} returns; nothing is an empty slice
 * @param assignments to names, plain or dotted, in order; of {@code a = b = v} only the first
 * @param callsBase whether it calls an {@code __init__} that may be that of a base
 */
public record FunctionDetails(
    List<Parameter> parameters,
    @Nullable String docstring,
    List<Call> calls,
    List<Slice> returned,
    List<Assigned> assignments,
    boolean callsBase) {

  /**
   * A parameter.
   *
   * @param annotation as written, folded
   * @param value its default
   * @param start the offset of its name
   */
  public record Parameter(
      String name, @Nullable String annotation, @Nullable Expression value, int start) {}

  /** A part of the source by offsets. */
  public record Slice(int start, int end) {}

  /** {@code target = value}. */
  public record Assigned(String target, Slice value) {}
}
