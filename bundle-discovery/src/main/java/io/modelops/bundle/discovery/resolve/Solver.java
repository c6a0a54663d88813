package io.modelops.bundle.discovery.resolve;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions that lead to further questions, each once, without recursion. An answer is
 * computed again once the answers that it asked for are there. Questions that lead back to one
 * another, which are found as Tarjan finds strongly connected components, all get the answer of the
 * one that was asked first.
 */
abstract class Solver<Q, A> {
  private final Runnable checkpoint;
  private final A circle;
  private final Reads reads;
  private final Map<Q, Answer<A>> answers = new HashMap<>();
  private final Map<Q, Node<Q, A>> open = new HashMap<>();
  private final Deque<Node<Q, A>> component = new ArrayDeque<>();
  private final List<Q> wanted = new ArrayList<>();
  private @Nullable Node<Q, A> current;
  private boolean tentative;
  private int opened;

  /** What a question was answered, and what was read for that. */
  private record Answer<A>(A value, Footprint footprint) {}

  private static final class Node<Q, A> {
    private final Q question;
    private final int index;
    private final List<Footprint> footprints = new ArrayList<>(2);
    private final List<Q> asked = new ArrayList<>(0);
    private int low;
    private @Nullable A answer;

    Node(Q question, int index) {
      this.question = question;
      this.index = index;
    }
  }

  /**
   * @param circle the answer that a question gets for itself
   * @param reads is told what answers follow from
   * @param checkpoint called for each step; what it throws reaches the caller
   */
  Solver(A circle, Reads reads, Runnable checkpoint) {
    this.circle = circle;
    this.reads = reads;
    this.checkpoint = checkpoint;
  }

  /**
   * The answer to a question. May {@link #ask} others. What it returns is thrown away where an
   * answer was not there yet, and then it is called again.
   */
  abstract A compute(Q question);

  /** The answer to a question; in computing, something else as long as it is not there. */
  final A ask(Q question) {
    Node<Q, A> asking = current;
    Answer<A> answer = answers.get(question);
    if (answer == null && asking == null) {
      answer = solve(question);
    }
    if (answer != null) {
      reads.add(answer.footprint());
      return answer.value();
    }
    tentative = true;
    Node<Q, A> node = open.get(question);
    if (node == null) {
      wanted.add(question);
      return circle;
    }
    requireNonNull(asking).low = Math.min(asking.low, node.low);
    return node.answer == null ? circle : node.answer;
  }

  /** Whether what is being computed may come out otherwise another time. */
  final boolean isTentative() {
    return tentative;
  }

  /** The answer to a question. */
  private Answer<A> solve(Q first) {
    Deque<Q> path = new ArrayDeque<>();
    path.push(first);
    while (!path.isEmpty()) {
      checkpoint.run();
      Q question = path.element();
      Node<Q, A> node = open(question);
      if (node == null || node.answer != null) {
        path.pop();
      } else if (advance(node)) {
        path.pop();
      } else {
        wanted.forEach(path::push);
      }
    }
    return requireNonNull(answers.get(first));
  }

  private @Nullable Node<Q, A> open(Q question) {
    if (answers.containsKey(question)) {
      return null;
    }
    Node<Q, A> node = open.get(question);
    if (node == null) {
      node = new Node<>(question, opened++);
      open.put(question, node);
      component.push(node);
    }
    return node;
  }

  /** Whether the answer is there now. */
  private boolean advance(Node<Q, A> node) {
    wanted.clear();
    tentative = false;
    node.low = node.index;
    current = node;
    A answer;
    reads.begin();
    try {
      answer = compute(node.question);
    } finally {
      current = null;
      tentative = false;
    }
    node.footprints.add(reads.end());
    if (!wanted.isEmpty()) {
      node.asked.addAll(wanted);
      return false;
    }
    node.answer = answer;
    if (node.low == node.index) {
      close(node, answer);
    }
    return true;
  }

  /** Answers the questions that lead back to one another, of which the last one was asked first. */
  private void close(Node<Q, A> first, A value) {
    List<Node<Q, A>> members = new ArrayList<>(1);
    do {
      members.add(component.pop());
    } while (members.get(members.size() - 1) != first);
    Answer<A> answer = new Answer<>(value, footprint(members));
    for (Node<Q, A> each : members) {
      open.remove(each.question);
      answers.put(each.question, answer);
    }
  }

  /** All that was read, also for what was asked in vain, as it may have been the first to ask. */
  private Footprint footprint(List<Node<Q, A>> members) {
    if (!reads.isOn()) {
      return Footprint.NONE;
    }
    reads.begin();
    for (Node<Q, A> each : members) {
      each.footprints.forEach(reads::add);
      for (Q question : each.asked) {
        Answer<A> answer = answers.get(question);
        if (answer != null) {
          reads.add(answer.footprint());
        }
      }
    }
    if (members.size() > 1) {
      reads.unsettle();
    }
    return reads.end();
  }
}
