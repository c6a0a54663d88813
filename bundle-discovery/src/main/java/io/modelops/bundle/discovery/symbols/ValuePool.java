package io.modelops.bundle.discovery.symbols;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a file while they are made. Values that are no definitions are made once. */
final class ValuePool {
  private final List<Value> values = new ArrayList<>();
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final BitSet mayBeUnbound = new BitSet();

  ValuePool() {
    add(new Value.Unbound());
    mayBeUnbound.set(SymbolTable.UNBOUND);
  }

  List<Value> all() {
    return values;
  }

  Value get(int number) {
    return values.get(number);
  }

  int add(Value value) {
    if (value instanceof Value.Deleted) {
      mayBeUnbound.set(values.size());
    }
    values.add(value);
    return values.size() - 1;
  }

  private int once(Value value) {
    return numbers.computeIfAbsent(value, this::add);
  }

  boolean mayBeUnbound(int value) {
    return mayBeUnbound.get(value);
  }

  /** The value of a dotted name whose first component stands for a value. */
  int attributes(int first, String[] components) {
    int value = first;
    for (int i = 1; i < components.length; i++) {
      value = once(new Value.Attribute(value, components[i]));
    }
    return value;
  }

  int late(int scope, String name) {
    return once(new Value.Late(scope, name));
  }

  int free(String name) {
    return once(new Value.Free(name));
  }

  int fallback(int first, int second) {
    return once(new Value.Fallback(first, second));
  }

  /** What a name stands for after the star imports that came since it was bound. */
  int starred(String name, int stars, int since, int value) {
    if (stars == since) {
      return value;
    }
    int starred = once(new Value.Starred(name, stars, since, value));
    mayBeUnbound.set(starred, mayBeUnbound(value));
    return starred;
  }

  /**
   * What a name stands for where a round of a loop begins; see {@link #close}. It counts as perhaps
   * unbound, as the statements to come may delete it.
   */
  int loopHead(int before) {
    int head = add(new Value.Choice(Branches.OPEN, before, List.of()));
    mayBeUnbound.set(head);
    return head;
  }

  /** Adds what a name stands for where a round of a loop ends. */
  void close(int head, int end) {
    Value.Choice open = (Value.Choice) values.get(head);
    List<Value.Arrival> arrivals = List.of(new Value.Arrival(0, end));
    values.set(head, new Value.Choice(open.fork(), open.before(), arrivals));
  }

  /** What arrives after a fork. */
  int choice(int fork, int before, List<Value.Arrival> arrivals) {
    int choice = add(new Value.Choice(fork, before, List.copyOf(arrivals)));
    boolean unbound = mayBeUnbound(before);
    for (Value.Arrival arrival : arrivals) {
      unbound |= mayBeUnbound(arrival.value());
    }
    mayBeUnbound.set(choice, unbound);
    return choice;
  }
}
