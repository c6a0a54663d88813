package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.discovery.environment.Located.Kind;
import io.modelops.bundle.discovery.environment.ModulePath.Entry;
import io.modelops.bundle.discovery.environment.ModulePath.Mapped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds modules by name as Python does, without loading any. */
final class ModuleFinder {
  private static final Pattern COMPILED = Pattern.compile("(\\.[\\w-]+)*\\.(so|pyd|pyc)");
  private static final String INIT = "__init__";
  private static final String SOURCE = ".py";

  private final ModulePath path;
  private final DirectoryNames names;
  private final Map<String, Optional<Located>> found = new HashMap<>();

  ModuleFinder(ModulePath path, DirectoryNames names) {
    this.path = path;
    this.names = names;
  }

  /** Null if there is none of this dotted name. */
  @Nullable Located find(String name) {
    Located parent = null;
    for (int dot = name.indexOf('.'); ; dot = name.indexOf('.', dot + 1)) {
      String each = dot < 0 ? name : name.substring(0, dot);
      Optional<Located> known = found.get(each);
      if (known == null) {
        known = Optional.ofNullable(locate(each, parent));
        found.put(each, known);
      }
      if (dot < 0 || known.isEmpty()) {
        return known.orElse(null);
      }
      parent = known.get();
    }
  }

  private @Nullable Located locate(String name, @Nullable Located parent) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    List<Entry> places =
        parent == null
            ? path.entries()
            : parent.portions().stream().map(each -> new Entry(each, parent.entry().by())).toList();
    List<Path> portions = new ArrayList<>();
    Entry first = null;
    for (Entry each : places) {
      Located here = in(each, last);
      if (here != null && here.kind() != Kind.NAMESPACE) {
        return here;
      } else if (here != null) {
        first = first == null ? each : first;
        portions.addAll(here.portions());
      }
    }
    Mapped mapped = path.mapped().get(name);
    if (first == null && mapped != null) {
      return mapped(mapped);
    }
    return first == null ? null : new Located(Kind.NAMESPACE, null, portions, first);
  }

  /** What a directory has under a name: a package, what is compiled, a source, a portion. */
  private @Nullable Located in(Entry entry, String name) {
    Path directory = entry.directory();
    boolean inside = names.of(directory).contains(name);
    if (inside && Files.isDirectory(directory.resolve(name))) {
      Path below = directory.resolve(name);
      Located pack = file(below, INIT, List.of(below), entry);
      return pack != null ? pack : other(directory, name, below, entry);
    }
    return file(directory, name, List.of(), entry);
  }

  private @Nullable Located other(Path directory, String name, Path portion, Entry entry) {
    Located module = file(directory, name, List.of(), entry);
    return module != null ? module : new Located(Kind.NAMESPACE, null, List.of(portion), entry);
  }

  private @Nullable Located file(Path directory, String name, List<Path> portions, Entry entry) {
    String sourceless = null;
    for (String each : names.of(directory).tailSet(name + ".")) {
      if (!each.startsWith(name + ".")) {
        break;
      }
      String ending = each.substring(name.length());
      if (ending.equals(".pyc")) {
        sourceless = each;
      } else if (COMPILED.matcher(ending).matches()) {
        return new Located(Kind.COMPILED, directory.resolve(each), portions, entry);
      }
    }
    if (names.of(directory).contains(name + SOURCE)) {
      return new Located(Kind.SOURCE, directory.resolve(name + SOURCE), portions, entry);
    }
    return sourceless == null
        ? null
        : new Located(Kind.COMPILED, directory.resolve(sourceless), portions, entry);
  }

  private @Nullable Located mapped(Mapped mapped) {
    if (mapped.namespace()) {
      return new Located(Kind.NAMESPACE, null, mapped.places(), mapped.entry());
    }
    Path place = mapped.places().get(0);
    Path parent = place.getParent();
    return Files.isDirectory(place)
        ? file(place, INIT, List.of(place), mapped.entry())
        : parent == null
            ? null
            : file(parent, String.valueOf(place.getFileName()), List.of(), mapped.entry());
  }
}
