package io.modelops.bundle.report;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.Selection;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ManifestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a project's models are, why, and what is in their bundle, to look at. Immutable; the text is
 * made when it is asked for.
 *
 * <p>The same project gives the same text wherever it lies: nothing depends on the clock, the
 * platform or the directory. What the project says is text in it and never markup.
 */
public final class Report {
  /** Stands in the first KiB of each report, so that one can be told from other files. */
  public static final String MARK = "modelops-bundle report";

  private final Content content;

  private Report(Content content) {
    this.content = content;
  }

  /**
   * Looks at a project. Reads its sources once more, and the files that are chosen, for their sizes
   * and digests. If no manifest can be made of these, the report says why.
   *
   * @param selection what is chosen from the discovery
   * @throws DiscoveryException if the directory cannot be read
   * @throws ManifestException code {@code source-changed} if a source is no longer what was
   *     discovered
   */
  public static Report of(Discovery discovery, Selection selection) {
    return new Report(Content.of(discovery, selection));
  }

  /** The report, with lines that end in a line feed. */
  public String text(ReportFormat format) {
    Graph graph = Graph.of(content);
    return switch (format) {
      case HTML -> new Page(content, graph).text();
      case MERMAID -> GraphText.mermaid(graph);
      case DOT -> GraphText.dot(graph);
    };
  }

  /** Writes the report in UTF-8. The stream is flushed and stays open. */
  public void writeTo(OutputStream out, ReportFormat format) throws IOException {
    out.write(text(format).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
