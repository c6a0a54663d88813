package io.modelops.bundle.acceptance;

import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that loads the library as an IDE loads a plug-in: in a class loader that shares nothing
 * with its own but the JDK, with no context class loader; then drops it and looks at what is left.
 * Arguments: the library's class path, project, reference.
 */
public final class PluginHost {
  private static final int COLLECTIONS = 100;
  private static final int MILLIS_BETWEEN = 100;

  private PluginHost() {}

  public static void main(String[] args) throws Exception {
    Thread.currentThread().setContextClassLoader(null);
    run(
        args[0],
        args[1],
        args[2] + "warm-up"); // classes of the JDK open files and start threads once
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    Set<Path> handles = handles();

    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    var plugin = new WeakReference<>(run(args[0], args[1], args[2]), collected);

    demand(threads.containsAll(Thread.getAllStackTraces().keySet()), "a thread is left");
    demand(handles.containsAll(handles()), "a file handle is left: " + handles());
    displaceLastRecord();
    boolean gone = false;
    for (int i = 0; i < COLLECTIONS && !gone; i++) {
      System.gc(); // the JIT compiler holds what it compiles, so one collection may come too early
      gone = plugin.equals(collected.remove(MILLIS_BETWEEN));
    }
    demand(gone, "the class loader is still held by something");
  }

  private static ClassLoader run(String classPath, String project, String reference)
      throws Exception {
    URL[] urls =
        Stream.of(classPath.split(File.pathSeparator)).map(PluginHost::url).toArray(URL[]::new);
    try (URLClassLoader plugin = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> chain = plugin.loadClass(ChainMain.class.getName());
      demand(plugin.equals(chain.getClassLoader()), "the plug-in is not isolated");
      System.out.println(
          chain.getMethod("run", String.class, String.class).invoke(null, project, reference));
      return plugin;
    }
  }

  /**
   * The JDK's own bootstrap of record methods remembers the last record it served, in a cache of
   * one entry, whoever's it was.
   */
  private static void displaceLastRecord() {
    record Displacing(String text, int number) {}
    var one = new Displacing("a", 1);
    var other = new Displacing("a", 1);
    demand(
        one.equals(other)
            && one.hashCode() == other.hashCode()
            && one.toString().equals(other.toString()),
        "a record is broken");
  }

  private static Set<Path> handles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(PluginHost::target).filter(Objects::nonNull).collect(Collectors.toSet());
    }
  }

  private static Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException e) {
      return null; // the handle of the listing itself
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
