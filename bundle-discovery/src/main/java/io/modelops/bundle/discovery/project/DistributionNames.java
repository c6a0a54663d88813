package io.modelops.bundle.discovery.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which distributions bring modules, by their names. */
public final class DistributionNames {
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
  private static final int MAX_COMPONENTS = 3;
  private static final String NONE = "-";

  private final Map<String, List<String>> byModule = new HashMap<>();

  /**
   * A distribution.
   *
   * @param module the part of the module's name by which it is known
   */
  public record Found(String module, String distribution) {}

  /** Reads the table of names that differ. */
  public DistributionNames() {
    try (InputStream in = DistributionNames.class.getResourceAsStream("distributions.txt")) {
      byte[] table = Objects.requireNonNull(in).readAllBytes();
      new String(table, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split(" ")))
          .forEach(words -> byModule.put(words.get(0), words.subList(1, words.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The form in which two names of one distribution are equal: PEP 503. */
  public static String normalize(String name) {
    return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /**
   * What brings a module, preferably what the project knows.
   *
   * @param module dotted
   * @param known by normalized name
   * @return null if nothing does
   */
  public @Nullable Found find(String module, Set<String> known) {
    List<Found> listed = new ArrayList<>();
    List<Found> alike = new ArrayList<>();
    String[] components = module.split("\\.", MAX_COMPONENTS + 1);
    for (int i = Math.min(components.length, MAX_COMPONENTS); i > 0; i--) {
      String name = String.join(".", List.of(components).subList(0, i));
      byModule.getOrDefault(name, List.of()).forEach(each -> listed.add(new Found(name, each)));
      alike.add(new Found(name, normalize(name)));
    }
    if (listed.stream().anyMatch(each -> each.distribution().equals(NONE))) {
      return null;
    }
    for (List<Found> possible : List.of(listed, alike)) {
      for (Found each : possible) {
        if (known.contains(each.distribution())) {
          return each;
        }
      }
    }
    String first = normalize(components[0]);
    for (String name : new TreeSet<>(known)) {
      if (isForm(name, first)) {
        return new Found(components[0], name);
      }
    }
    return listed.isEmpty() ? new Found(components[0], first) : listed.get(0);
  }

  /** Whether a distribution is called after a module as many are. */
  private static boolean isForm(String name, String module) {
    String bare = name.replace("-", "");
    String same = module.replace("-", "");
    return bare.equals(same)
        || bare.equals("python" + same)
        || bare.equals(same + "python")
        || bare.equals("py" + same)
        || bare.equals(same + "py")
        || (name.endsWith("-" + module) && !name.startsWith("types-"));
  }
}
