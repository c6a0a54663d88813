/** Answers of the library as JSON documents, and their JSON Schemas. */
module io.modelops.bundle.json {
  requires transitive io.modelops.bundle;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports io.modelops.bundle.json;
}
