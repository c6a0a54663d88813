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
  private final Map<Q, A> answers = new HashMap<>();
  private final Map<Q, Node<Q, A>> open = new HashMap<>();
  private final Deque<Node<Q, A>> component = new ArrayDeque<>();
  private final List<Q> wanted = new ArrayList<>();
  private @Nullable Node<Q, A> current;
  private boolean tentative;
  private int opened;

  private static final class Node<Q, A> {
    private final Q question;
    private final int index;
    private int low;
    private @Nullable A answer;

    Node(Q question, int index) {
      this.question = question;
      this.index = index;
    }
  }

  /**
   * @param circle the answer that a question gets for itself
   * @param checkpoint called for each step; what it throws reaches the caller
   */
  Solver(A circle, Runnable checkpoint) {
    this.circle = circle;
    this.checkpoint = checkpoint;
  }

  /**
   * The answer to a question. May {@link #ask} others. What it returns is thrown away where an
   * answer was not there yet, and then it is called again.
   */
  abstract A compute(Q question);

  /** The answer to a question; in computing, something else as long as it is not there. */
  final A ask(Q question) {
    A answer = answers.get(question);
    if (answer != null) {
      return answer;
    }
    Node<Q, A> asking = current;
    if (asking == null) {
      return solve(question);
    }
    tentative = true;
    Node<Q, A> node = open.get(question);
    if (node == null) {
      wanted.add(question);
      return circle;
    }
    asking.low = Math.min(asking.low, node.low);
    return node.answer == null ? circle : node.answer;
  }

  /** Whether what is being computed may come out otherwise another time. */
  final boolean isTentative() {
    return tentative;
  }

  /** The answer to a question. */
  private A solve(Q first) {
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
    try {
      answer = compute(node.question);
    } finally {
      current = null;
      tentative = false;
    }
    if (!wanted.isEmpty()) {
      return false;
    }
    node.answer = answer;
    if (node.low == node.index) {
      Node<Q, A> member;
      do {
        member = component.pop();
        open.remove(member.question);
        answers.put(member.question, answer);
      } while (member != node);
    }
    return true;
  }
}
