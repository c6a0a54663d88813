/** What discovery found, as a page to look at and as graphs. */
module io.modelops.bundle.report {
  requires transitive io.modelops.bundle;
  requires static org.jspecify;

  exports io.modelops.bundle.report;
}
