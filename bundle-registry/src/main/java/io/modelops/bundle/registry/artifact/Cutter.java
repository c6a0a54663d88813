package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.value.BundlePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts files into layers. A large file is a layer of its own. The small files below a directory are
 * one pack if they are not more than the cap together; else the directory's own small files are a
 * pack, however large, and each of its sub-directories is cut in the same way.
 */
final class Cutter {
  /** What becomes of small files at the root, where no directory gives a pack its title. */
  enum Root {
    /** Layers of their own; a blob is never empty, so empty ones are in the config only. */
    LAYERS,
    /** A pack without title. */
    PACK,
    /** In a pack without title, together with all other small files. */
    ALL_IN_ONE
  }

  private final List<SourceFile> files;
  private final long cap;
  private final Root root;
  private final List<Layer> layers = new ArrayList<>();

  Cutter(List<SourceFile> files, long cap, Root root) {
    this.files = files;
    this.cap = cap;
    this.root = root;
  }

  /** The layers, by title. */
  List<Layer> cut() {
    files.stream().filter(SourceFile::isLarge).map(Layer::raw).forEach(layers::add);
    List<SourceFile> small = files.stream().filter(file -> !file.isLarge()).toList();
    if (root == Root.ALL_IN_ONE) {
      pack("", small);
    } else {
      below("", small).forEach(this::top);
    }
    layers.sort(Comparator.comparing(Layer::title, BundlePath.ORDER));
    return layers;
  }

  private void top(String directory, List<SourceFile> its) {
    if (!directory.isEmpty()) {
      cut(directory, its);
    } else if (root == Root.PACK) {
      pack("", its);
    } else {
      its.stream().filter(file -> file.size() > 0).map(Layer::raw).forEach(layers::add);
    }
  }

  private void cut(String directory, List<SourceFile> its) {
    if (its.stream().mapToLong(SourceFile::size).sum() <= cap) {
      pack(directory, its);
    } else {
      below(directory, its).forEach((child, files) -> cutChild(directory, child, files));
    }
  }

  private void cutChild(String directory, String child, List<SourceFile> its) {
    if (child.equals(directory)) {
      pack(directory, its);
    } else {
      cut(child, its);
    }
  }

  /** Files by the sub-directory that they lie below; a directory's own under its own name. */
  private static Map<String, List<SourceFile>> below(String directory, List<SourceFile> its) {
    Map<String, List<SourceFile>> children = new TreeMap<>(BundlePath.ORDER);
    int start = directory.isEmpty() ? 0 : directory.length() + 1;
    for (SourceFile file : its) {
      int end = file.path().indexOf('/', start);
      String child = end < 0 ? directory : file.path().substring(0, end);
      children.computeIfAbsent(child, name -> new ArrayList<>()).add(file);
    }
    return children;
  }

  private void pack(String title, List<SourceFile> its) {
    if (!its.isEmpty()) {
      layers.add(Layer.pack(title, its));
    }
  }
}
