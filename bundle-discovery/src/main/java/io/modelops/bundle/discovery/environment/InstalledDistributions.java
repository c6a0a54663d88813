package io.modelops.bundle.discovery.environment;

import io.modelops.bundle.discovery.environment.ModulePath.Entry;
import io.modelops.bundle.discovery.project.DistributionNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The distributions of an environment, by what {@code .dist-info} and {@code .egg-info} say. */
final class InstalledDistributions {
  private static final Pattern INFO =
      Pattern.compile("(?<name>[\\w.+-]+?)(-(?<version>[^-]+)(-.*)?)?\\.(dist-info|egg-info)");
  private static final int MAX_METADATA = 1 << 16;
  private static final int MAX_RECORD = 8 << 20;

  private final List<Info> infos = new ArrayList<>();
  private final Map<Path, Optional<InstalledDistribution>> byFile = new HashMap<>();

  /**
   * Where something is said of a distribution.
   *
   * @param name normalized
   * @param version as the name of the directory says; empty if it says none
   * @param in the directory of the search that it is in
   */
  private record Info(Path place, String name, String version, Path in) {}

  InstalledDistributions(ModulePath path, DirectoryNames names) {
    for (Entry entry : path.entries()) {
      Path directory = entry.directory();
      for (String each : names.of(directory)) {
        Matcher info = INFO.matcher(each);
        if (info.matches()) {
          add(directory.resolve(each), info.group("name"), info.group("version"), directory);
        } else if (each.equals("EGG-INFO")) {
          Matcher egg = Pattern.compile("([\\w.+]+)-([^-]+)(-.*)?\\.egg").matcher(name(directory));
          if (egg.matches()) {
            add(directory.resolve(each), egg.group(1), egg.group(2), directory);
          }
        }
      }
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void add(Path place, String name, @Nullable String version, Path in) {
    String normalized = DistributionNames.normalize(name);
    infos.add(new Info(place, normalized, version == null ? "" : version, in));
  }

  /**
   * The version of a distribution; null if it is not there.
   *
   * @param name normalized
   */
  @Nullable String version(String name) {
    for (Info info : infos) {
      if (info.name().equals(name)) {
        return described(info).version();
      }
    }
    return null;
  }

  /** What brings a module; null if nothing says so. */
  @Nullable InstalledDistribution of(String module, Located located) {
    Path file = located.file();
    return file == null
        ? null
        : byFile
            .computeIfAbsent(file, key -> Optional.ofNullable(find(module, file, located.entry())))
            .orElse(null);
  }

  /** A distribution of the module's name comes first, as its files are likely to be there. */
  private @Nullable InstalledDistribution find(String module, Path file, Entry entry) {
    int dot = module.indexOf('.');
    String top = dot < 0 ? module : module.substring(0, dot);
    String likely = DistributionNames.normalize(top);
    List<Info> likeliestFirst = new ArrayList<>();
    infos.stream().filter(info -> info.name().equals(likely)).forEach(likeliestFirst::add);
    infos.stream().filter(info -> !info.name().equals(likely)).forEach(likeliestFirst::add);
    for (Info info : likeliestFirst) {
      if (brings(info, top, file, entry)) {
        return described(info);
      }
    }
    return null;
  }

  private static boolean brings(Info info, String top, Path file, Entry entry) {
    Path record = info.place().resolve("RECORD");
    if (Files.isRegularFile(record)) {
      String wanted =
          entry.by() != null
              ? entry.by()
              : file.startsWith(info.in())
                  ? info.in().relativize(file).toString().replace('\\', '/')
                  : "";
      return !wanted.isEmpty() && lists(record, wanted);
    }
    List<String> tops = SmallFiles.lines(info.place().resolve("top_level.txt"));
    return file.startsWith(info.in())
        && (tops.isEmpty()
            ? info.name().equals(DistributionNames.normalize(top))
            : tops.contains(top));
  }

  private static boolean lists(Path record, String file) {
    String start = file + ",";
    String quoted = "\"" + start;
    return SmallFiles.lines(record, MAX_RECORD).stream()
        .anyMatch(line -> line.startsWith(start) || line.startsWith(quoted));
  }

  private static InstalledDistribution described(Info info) {
    String name = info.name();
    String version = info.version();
    Set<String> said = new TreeSet<>();
    for (String file : List.of("METADATA", "PKG-INFO", "")) {
      Path place = file.isEmpty() ? info.place() : info.place().resolve(file);
      for (String line : SmallFiles.lines(place, MAX_METADATA)) {
        if (line.isEmpty()) {
          break;
        } else if (line.startsWith("Name:") && said.add("Name")) {
          name = line.substring("Name:".length()).strip();
        } else if (line.startsWith("Version:") && said.add("Version")) {
          version = line.substring("Version:".length()).strip();
        }
      }
    }
    return new InstalledDistribution(name, version);
  }
}
