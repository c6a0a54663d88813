package io.modelops.bundle.discovery;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells, at little cost, which sources cannot have a literal that matters. One pass over a source
 * looks for all signs at once.
 */
final class LiteralFilter {
  private final Node[] starts = new Node[256];
  private final Set<String> signs = new HashSet<>();

  /** A place in the tree of signs. */
  private static final class Node {
    private final Map<Byte, Node> next = new HashMap<>();
    private boolean end;
  }

  /**
   * @param files all files of the project; what is no source may be named in one
   */
  LiteralFilter(Collection<String> files) {
    add("import_module");
    add("__import__");
    add("lazy_loader");
    for (String file : files) {
      if (!file.endsWith(".py")) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        add(name.substring(Math.max(0, name.lastIndexOf('.'))));
      }
    }
  }

  /** Whether both pass the same sources. */
  boolean isLike(LiteralFilter other) {
    return signs.equals(other.signs);
  }

  private void add(String sign) {
    if (!signs.add(sign)) {
      return;
    }
    byte[] bytes = sign.getBytes(StandardCharsets.UTF_8);
    Node node = starts[bytes[0] & 0xFF];
    if (node == null) {
      node = new Node();
      starts[bytes[0] & 0xFF] = node;
    }
    for (int i = 1; i < bytes.length; i++) {
      node = node.next.computeIfAbsent(bytes[i], key -> new Node());
    }
    node.end = true;
  }

  /** False if the source mentions neither an importing function nor the end of any file's name. */
  boolean mayMatter(byte[] source) {
    for (int i = 0; i < source.length; i++) {
      Node node = starts[source[i] & 0xFF];
      if (node != null && isSign(node, source, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSign(Node start, byte[] source, int from) {
    @Nullable Node node = start;
    int at = from;
    while (node != null && !node.end) {
      node = at < source.length ? node.next.get(source[at++]) : null;
    }
    return node != null;
  }
}
