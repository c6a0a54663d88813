package io.modelops.bundle.discovery.symbols;

import java.util.List;

/**
 * A statement with branches. The first branch runs whose condition holds; where none does, none.
 *
 * @param conditions of the branches; of a {@code try}, its handlers come first
 */
public record Fork(List<Condition> conditions) {
  public Fork {
    conditions = List.copyOf(conditions);
  }
}
