package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one file; the first hundred are enough. */
final class FaultLog {

  private static final int MAX_FAULTS = 100;

  private final Positions positions;
  private final List<Fault> faults = new ArrayList<>();

  FaultLog(Positions positions) {
    this.positions = positions;
  }

  void add(String code, int offset, String message) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(code, positions.line(offset), positions.column(offset), message));
    }
  }

  List<Fault> inSourceOrder() {
    faults.sort(
        (a, b) ->
            a.line() == b.line()
                ? Integer.compare(a.column(), b.column())
                : Integer.compare(a.line(), b.line()));
    return List.copyOf(faults);
  }
}
