package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.report.Report;
import io.modelops.bundle.report.ReportFormat;
import io.modelops.bundle.value.Issue.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what was found as a page, or the graph of it. */
final class ReportCommand implements Command {
  /** Left out by the ignore rules that always hold. */
  private static final String FILE = "modelops-report.html";

  private static final String FORMAT = "--format";
  private static final String FORCE = "--force";
  private static final String STANDARD_OUTPUT = "-";
  private static final List<String> FORMATS = List.of("html", "mermaid", "dot");
  private static final int KIBI = 1024;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "report",
            "Write a page that shows models, files, imports and problems.",
            "The page is one file that loads nothing, for any browser. mermaid and dot are",
            "the graph alone, for Mermaid and Graphviz.",
            "",
            "  modelops-bundle report                           writes " + FILE,
            "  modelops-bundle report --format dot | dot -Tsvg > models.svg")
        .addOption(Options.choice("FORMAT", FORMATS, "html, mermaid or dot.", FORMAT))
        .addOption(
            Options.output("Write this file; - is standard output, where graphs go by default."))
        .addOption(Options.flag("Replace a file that is no report.", FORCE));
  }

  @Override
  public Status run(Invocation invocation) {
    ReportFormat format = format(invocation);
    Path file = file(invocation, format);
    if (file != null && !invocation.has(FORCE)) {
      requireReplaceable(file);
    }
    Selected selected = Selected.of(invocation, invocation.projectOrDirectory());
    String text = Report.of(selected.discovery(), selected.selection()).text(format);
    Console console = invocation.console();
    String name = format.name().toLowerCase(Locale.ROOT);
    if (file == null) {
      console.document(JsonDocument.report(null, name, text));
      console.verbatim(text);
      return Status.DONE;
    }
    write(file, text);
    long problems =
        selected.issues().stream().filter(each -> each.severity() != Severity.INFO).count();
    console.document(JsonDocument.report(file, name, null));
    console.line(Text.show(file.toString()));
    console.message(
        Text.count(selected.selection().models().size(), "model")
            + ", "
            + (problems == 0 ? "no problems" : Text.count(problems, "problem"))
            + ".");
    console.next(
        format == ReportFormat.HTML
            ? "open " + Text.show(String.valueOf(file.getFileName())) + " in a browser"
            : "draw it with " + (format == ReportFormat.DOT ? "Graphviz" : "Mermaid"));
    return Status.DONE;
  }

  private static ReportFormat format(Invocation invocation) {
    String named = invocation.value(FORMAT);
    if (named != null && !FORMATS.contains(named)) {
      throw CommandException.usage("no format " + named, "there are html, mermaid and dot");
    }
    return named == null ? ReportFormat.HTML : ReportFormat.valueOf(named.toUpperCase(Locale.ROOT));
  }

  /** Where it is typed, as the shell completes it; null for standard output. */
  private static @Nullable Path file(Invocation invocation, ReportFormat format) {
    String typed = invocation.value(Options.OUTPUT);
    Path working = invocation.console().surroundings().directory();
    if (typed == null) {
      return format == ReportFormat.HTML ? working.resolve(FILE) : null;
    }
    return typed.equals(STANDARD_OUTPUT) ? null : Invocation.path(working, typed).normalize();
  }

  /** What somebody else has written stays. */
  private static void requireReplaceable(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandException.usage(file + " is a directory", "name a file in it");
    }
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(KIBI);
      if (start.length > 0 && !new String(start, StandardCharsets.UTF_8).contains(Report.MARK)) {
        throw new CommandException(
            Status.REFUSED,
            "not-a-report",
            file + " is there, and is no report",
            "name another file by --output, or replace it by --force",
            Map.of("file", file));
      }
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private static CommandException failed(String what, Path file, IOException e) {
    String cause =
        e instanceof NoSuchFileException
            ? "there is no such directory"
            : e instanceof AccessDeniedException
                ? "permission denied"
                : String.valueOf(e.getMessage());
    return new CommandException(
        Status.FAILED,
        "report-file",
        "cannot " + what + " " + file + ": " + cause,
        "name another file by --output",
        Map.of("file", file));
  }
}
