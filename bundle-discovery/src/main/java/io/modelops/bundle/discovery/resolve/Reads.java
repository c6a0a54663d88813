package io.modelops.bundle.discovery.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Notes which modules are read while something is found out. What is found out on the way may be
 * noted on its own: {@link #begin} and {@link #end} nest. For one thread.
 */
public final class Reads {
  /** What follows from more modules counts as not settled. */
  private static final int MAX_MODULES = 100;

  private final int size;
  private final List<Frame> frames = new ArrayList<>();
  private int depth;

  /** What is read between a beginning and its end. */
  private static final class Frame {
    private final int[] marks;
    private final int[] modules = new int[MAX_MODULES];
    private int mark;
    private int count;
    private boolean settled;

    Frame(int size) {
      marks = new int[size];
    }

    void open() {
      mark++;
      count = 0;
      settled = true;
    }

    void add(int module) {
      if (marks[module] != mark) {
        marks[module] = mark;
        if (count == MAX_MODULES) {
          settled = false;
        } else {
          modules[count++] = module;
        }
      }
    }
  }

  private Reads(int size) {
    this.size = size;
  }

  /** Notes what is read of a number of modules. */
  static Reads of(int size) {
    return new Reads(size);
  }

  /** Notes nothing. */
  static Reads none() {
    return new Reads(-1);
  }

  /** Whether anything is noted. */
  boolean isOn() {
    return size >= 0;
  }

  public void begin() {
    if (isOn()) {
      if (depth == frames.size()) {
        frames.add(new Frame(size));
      }
      frames.get(depth++).open();
    }
  }

  /** What was read since the last beginning. It does not count for the beginnings before. */
  public Footprint end() {
    if (!isOn()) {
      return Footprint.NONE;
    }
    Frame frame = frames.get(--depth);
    return frame.count == 0 && frame.settled
        ? Footprint.NONE
        : new Footprint(Arrays.copyOf(frame.modules, frame.count), frame.settled);
  }

  /** A module is read. */
  public void add(int module) {
    if (depth > 0) {
      frames.get(depth - 1).add(module);
    }
  }

  /** An answer is used for which these modules were read. */
  public void add(Footprint footprint) {
    if (depth > 0) {
      Frame frame = frames.get(depth - 1);
      frame.settled &= footprint.settled();
      for (int module : footprint.modules()) {
        frame.add(module);
      }
    }
  }

  /** What is found out does not follow from the modules alone. */
  void unsettle() {
    if (depth > 0) {
      frames.get(depth - 1).settled = false;
    }
  }
}
