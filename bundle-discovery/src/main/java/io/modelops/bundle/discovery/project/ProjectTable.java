package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.settings.TomlFile;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.About.Author;
import io.modelops.bundle.value.About.Text;
import java.util.List;
import java.util.stream.Stream;

/** What the core metadata in a pyproject.toml says of the project. */
public final class ProjectTable {
  private static final List<String> PAGES =
      List.of("homepage", "documentation", "repository", "source", "source code", "github");

  private ProjectTable() {}

  public static About about(TomlFile file) {
    Pyproject pyproject = new Pyproject(file.table());
    About standard =
        About.nothing()
            .with(Text.NAME, pyproject.string("project", "name"))
            .with(Text.VERSION, pyproject.string("project", "version"))
            .with(Text.DESCRIPTION, pyproject.string("project", "description"))
            .with(Text.LICENSE, license(pyproject))
            .with(Text.URL, page(pyproject))
            .withAuthors(authors(pyproject))
            .withKeywords(pyproject.strings("project", "keywords"));
    return standard.completedBy(poetry(pyproject));
  }

  private static String license(Pyproject pyproject) {
    String text = pyproject.string("project", "license", "text"); // as it was before PEP 639
    boolean name = !text.isEmpty() && text.indexOf('\n') < 0;
    return name ? text : pyproject.string("project", "license");
  }

  private static String page(Pyproject pyproject) {
    var urls = pyproject.entries("project", "urls");
    return PAGES.stream()
        .flatMap(page -> urls.stream().filter(url -> url.getKey().equalsIgnoreCase(page)).limit(1))
        .map(url -> url.getValue())
        .findFirst()
        .orElse("");
  }

  private static List<Author> authors(Pyproject pyproject) {
    return pyproject.tables("project", "authors").stream()
        .flatMap(table -> Stream.ofNullable(table.get(List.of("name"))))
        .filter(String.class::isInstance)
        .map(name -> Author.of((String) name))
        .toList();
  }

  private static About poetry(Pyproject pyproject) {
    String page = pyproject.string("tool", "poetry", "homepage");
    return About.nothing()
        .with(Text.NAME, pyproject.string("tool", "poetry", "name"))
        .with(Text.VERSION, pyproject.string("tool", "poetry", "version"))
        .with(Text.DESCRIPTION, pyproject.string("tool", "poetry", "description"))
        .with(Text.LICENSE, pyproject.string("tool", "poetry", "license"))
        .with(Text.URL, page.isEmpty() ? pyproject.string("tool", "poetry", "repository") : page)
        .withAuthors(
            pyproject.strings("tool", "poetry", "authors").stream()
                .map(author -> Author.of(withoutMail(author)))
                .toList())
        .withKeywords(pyproject.strings("tool", "poetry", "keywords"));
  }

  private static String withoutMail(String author) {
    int mail = author.indexOf('<');
    return (mail < 0 ? author : author.substring(0, mail)).strip();
  }
}
