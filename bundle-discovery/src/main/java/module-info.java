/** Reads a project: walks it, reads pyproject.toml, parses Python, resolves classes and imports. */
@SuppressWarnings("requires-automatic") // ANTLR and tomlj have no module descriptor
module io.modelops.bundle.discovery {
  requires transitive io.modelops.bundle;
  requires org.antlr.antlr4.runtime;
  requires static org.jspecify;
  requires org.snakeyaml.engine;
  requires org.tomlj;

  exports io.modelops.bundle.discovery;

  provides io.modelops.bundle.spi.AboutFormat with
      io.modelops.bundle.discovery.CitationAbout,
      io.modelops.bundle.discovery.PyprojectAbout;
  provides io.modelops.bundle.spi.SettingsFormat with
      io.modelops.bundle.discovery.PyprojectSettings;
  provides io.modelops.bundle.spi.SourceParser with
      io.modelops.bundle.discovery.PythonSourceParser;
  provides io.modelops.bundle.spi.SourceTree with
      io.modelops.bundle.discovery.DiskSourceTree;
}
