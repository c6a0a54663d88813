package io.modelops.bundle.discovery.project;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.About.Author;
import io.modelops.bundle.value.About.Text;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A CITATION.cff. Size and aliases are limited.
 *
 * @param members of the document; every scalar is a string
 */
public record CitationFile(Map<?, ?> members) {
  private static final int MAX_CODE_POINTS = 1 << 20;

  private static final int MAX_ALIASES = 50;

  /**
   * Reads a file.
   *
   * @throws ConfigurationException with line and column, if it is no YAML
   */
  public static CitationFile parse(String name, byte[] document) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(MAX_CODE_POINTS)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    try {
      Object read = new Load(settings).loadFromString(text(document));
      return new CitationFile(read instanceof Map<?, ?> members ? members : Map.of());
    } catch (MarkedYamlEngineException e) {
      throw wrong(name, e.getProblemMark().orElse(null), e.getProblem());
    } catch (YamlEngineException e) {
      throw wrong(name, null, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) { // the parser is recursive
      throw wrong(name, null, "nested too deeply");
    }
  }

  private static String text(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static ConfigurationException wrong(String name, @Nullable Mark at, String message) {
    return new ConfigurationException(
        ErrorCode.ABOUT_SYNTAX,
        name,
        at == null ? 0 : at.getLine() + 1,
        at == null ? 0 : at.getColumn() + 1,
        message,
        "correct " + name);
  }

  /** What it says, the version left out. */
  public About about() {
    return About.nothing()
        .with(Text.TITLE, text("title"))
        .with(Text.DESCRIPTION, text("abstract"))
        .with(Text.LICENSE, String.join(" OR ", texts(members.get("license"))))
        .with(Text.URL, text("url").isEmpty() ? text("repository-code") : text("url"))
        .with(Text.DOI, text("doi"))
        .withAuthors(authors())
        .withKeywords(texts(members.get("keywords")))
        .withReleased(date(text("date-released")));
  }

  private String text(String key) {
    return text(members, key);
  }

  private static String text(Map<?, ?> members, String key) {
    return members.get(key) instanceof String text ? text.strip() : "";
  }

  private static List<String> texts(@Nullable Object value) {
    List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    return all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private List<Author> authors() {
    List<Author> authors = new ArrayList<>();
    if (members.get("authors") instanceof List<?> all) {
      for (Object each : all) {
        if (each instanceof Map<?, ?> author && !name(author).isEmpty()) {
          authors.add(
              Author.of(name(author))
                  .withOrcid(orNull(text(author, "orcid")))
                  .withAffiliation(orNull(text(author, "affiliation"))));
        }
      }
    }
    return authors;
  }

  /** Of a person in four parts, of an entity in one. */
  private static String name(Map<?, ?> author) {
    String person =
        Stream.of("given-names", "name-particle", "family-names", "name-suffix")
            .map(part -> text(author, part))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return person.isEmpty() ? text(author, "name") : person;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
