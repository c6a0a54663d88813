package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.settings.Directories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the literals of setup.py and setup.cfg say of where packages lie. */
final class SetupFiles {
  static final String PYTHON = "setup.py";
  static final String CONFIGURATION = "setup.cfg";

  private static final Pattern SECTION = Pattern.compile("\\[(.*)]\\s*");
  private static final Pattern OPTION = Pattern.compile("([^\\s#;=:][^=:]*)[=:](.*)");
  private static final Set<String> SETUP = Set.of("setup", "setuptools.setup");
  private static final Pattern FIND = Pattern.compile("(.*\\.)?find_(namespace_)?packages");

  static final int MAX_BYTES = 1 << 20;

  private final List<SourceRoot> roots = new ArrayList<>();

  private SetupFiles() {}

  /** The source roots that a setup.py gives in literals. */
  static List<SourceRoot> python(byte[] source) {
    SetupFiles files = new SetupFiles();
    for (Call call : PythonParser.calls(source, SETUP)) {
      if (call.argument(Integer.MAX_VALUE, "package_dir") instanceof Mapping mapping) {
        for (Entry entry : mapping.entries()) {
          files.add(entry.key() == null ? null : entry.key().string(), entry.value().string());
        }
      }
      if (call.argument(Integer.MAX_VALUE, "packages") instanceof Call find
          && FIND.matcher(find.name()).matches()) {
        Expression where = find.argument(0, "where");
        files.add("", where == null ? null : where.string());
      }
    }
    return files.roots;
  }

  /** Whether a file of that name is a build script. */
  static boolean isSetup(byte[] source) {
    return !PythonParser.calls(source, SETUP).isEmpty();
  }

  private void add(@Nullable String pack, @Nullable String directory) {
    String plain = directory == null ? null : Directories.plain(directory);
    if (pack != null && plain != null) {
      roots.add(new SourceRoot(plain, pack));
    }
  }

  /** The source roots that a setup.cfg gives. */
  static List<SourceRoot> configuration(byte[] document) {
    SetupFiles files = new SetupFiles();
    String section = "";
    String option = "";
    for (String line : new String(document, StandardCharsets.UTF_8).split("\\R", -1)) {
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
      files.addValue(section + "." + option, value.strip());
    }
    return files.roots;
  }

  /** One line of the value of an option. */
  private void addValue(String option, String value) {
    if (value.isEmpty() || value.startsWith("#") || value.startsWith(";")) {
      return;
    }
    if (option.equals("options.package_dir")) {
      for (String each : value.split(",", -1)) {
        int equals = each.indexOf('=');
        if (equals >= 0) {
          add(each.substring(0, equals).strip(), each.substring(equals + 1).strip());
        }
      }
    } else if (option.equals("options.packages.find.where")) {
      add("", value);
    }
  }
}
