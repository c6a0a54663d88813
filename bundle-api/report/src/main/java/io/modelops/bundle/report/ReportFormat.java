package io.modelops.bundle.report;

/** How a report can be written. */
public enum ReportFormat {
  /** The whole report as one page that loads nothing. */
  HTML,
  /** The graph as a flowchart of Mermaid. */
  MERMAID,
  /** The graph in the language of Graphviz. */
  DOT
}
