package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.Directories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a setup.cfg says. */
final class SetupConfig {
  static final String FILE = "setup.cfg";

  private static final String ENTRY_POINTS = "options.entry_points.";
  private static final Pattern SECTION = Pattern.compile("\\[(.*)]\\s*");
  private static final Pattern OPTION = Pattern.compile("([^\\s#;=:][^=:]*)[=:](.*)");

  private final List<Line> lines = new ArrayList<>();

  /**
   * One line of the value of an option.
   *
   * @param option after its section and a dot
   */
  record Line(String option, String text, int number) {}

  SetupConfig(byte[] document) {
    String section = "";
    String option = "";
    int number = 0;
    for (String line : new String(document, StandardCharsets.UTF_8).split("\\R", -1)) {
      number++;
      Matcher header = SECTION.matcher(line);
      Matcher start = OPTION.matcher(line);
      String value = line;
      if (header.matches()) {
        section = header.group(1);
        option = "";
        value = "";
      } else if (start.matches()) {
        option = start.group(1).strip().toLowerCase(Locale.ROOT).replace('-', '_');
        value = start.group(2);
      }
      String text = value.strip();
      if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith(";")) {
        lines.add(new Line(section + "." + option, text, number));
      }
    }
  }

  /** In the order of the file. */
  List<Line> lines() {
    return lines;
  }

  /** The source roots that it gives. */
  List<SourceRoot> roots() {
    List<SourceRoot> roots = new ArrayList<>();
    for (Line line : lines) {
      if (line.option().equals("options.package_dir")) {
        for (String each : line.text().split(",", -1)) {
          int equals = each.indexOf('=');
          if (equals >= 0) {
            add(roots, each.substring(0, equals).strip(), each.substring(equals + 1).strip());
          }
        }
      } else if (line.option().equals("options.packages.find.where")) {
        add(roots, "", line.text());
      }
    }
    return roots;
  }

  /** What it offers. */
  List<EntryPoint> entryPoints() {
    List<EntryPoint> found = new ArrayList<>();
    for (Line line : lines) {
      if (line.option().startsWith(ENTRY_POINTS)) {
        String group = line.option().substring(ENTRY_POINTS.length());
        EntryPoint.parse(group, line.text(), line.number()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static void add(List<SourceRoot> roots, String pack, String directory) {
    @Nullable String plain = Directories.plain(directory);
    if (plain != null) {
      roots.add(new SourceRoot(plain, pack));
    }
  }
}
