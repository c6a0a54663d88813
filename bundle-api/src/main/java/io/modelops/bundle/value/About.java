package io.modelops.bundle.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a project says of itself: its name, its version, who wrote it, and what may be done. */
public final class About extends Value {
  private static final long serialVersionUID = 1L;

  private static final About NOTHING = new About(Map.of(), List.of(), List.of(), null);

  private final Map<Text, String> texts;
  private final List<Author> authors;
  private final List<String> keywords;
  private final @Nullable LocalDate released;

  /** What is said in one text. */
  public enum Text {
    /** As people write it. */
    TITLE,
    /** Of the distribution, as it is installed by. */
    NAME,
    VERSION,
    DESCRIPTION,
    /** An SPDX expression, or a name. */
    LICENSE,
    /** The address of its page. */
    URL,
    /** Without {@code https://doi.org/}. */
    DOI
  }

  private About(
      Map<Text, String> texts,
      List<Author> authors,
      List<String> keywords,
      @Nullable LocalDate released) {
    this.texts = new LinkedHashMap<>();
    for (Text each : Text.values()) { // in one order
      if (texts.containsKey(each)) {
        this.texts.put(each, Objects.requireNonNull(texts.get(each)));
      }
    }
    this.authors = List.copyOf(authors);
    this.keywords = List.copyOf(keywords);
    this.released = released;
  }

  /** Nothing is said. */
  public static About nothing() {
    return NOTHING;
  }

  /**
   * Says one thing.
   *
   * @param text null or blank: nothing is said
   */
  public About with(Text what, @Nullable String text) {
    Map<Text, String> changed = new LinkedHashMap<>(texts);
    if (text == null || text.isBlank()) {
      changed.remove(what);
    } else {
      changed.put(what, text.strip());
    }
    return new About(changed, authors, keywords, released);
  }

  public About withAuthors(List<Author> authors) {
    return new About(texts, authors, keywords, released);
  }

  public About withKeywords(List<String> keywords) {
    return new About(texts, authors, keywords, released);
  }

  public About withReleased(@Nullable LocalDate released) {
    return new About(texts, authors, keywords, released);
  }

  /**
   * With what another file says where this says nothing. Authors are those of both, each name once,
   * with what either knows of them.
   */
  public About completedBy(About other) {
    Map<Text, String> all = new LinkedHashMap<>(other.texts);
    all.putAll(texts);
    Map<String, Author> people = new LinkedHashMap<>();
    Stream.concat(authors.stream(), other.authors.stream())
        .forEach(each -> people.merge(each.name(), each, Author::completedBy));
    return new About(
        all,
        new ArrayList<>(people.values()),
        keywords.isEmpty() ? other.keywords : keywords,
        released == null ? other.released : released);
  }

  /** Null if nothing is said. */
  public @Nullable String text(Text what) {
    return texts.get(what);
  }

  /** In the order of the files. */
  public List<Author> authors() {
    return authors;
  }

  public List<String> keywords() {
    return keywords;
  }

  /** When it was released; null if nothing is said. */
  public @Nullable LocalDate released() {
    return released;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(texts, authors, keywords, released);
  }

  /** Somebody who wrote a project. Addresses of mail are not kept. */
  public static final class Author extends Value {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable String orcid;
    private final @Nullable String affiliation;

    private Author(String name, @Nullable String orcid, @Nullable String affiliation) {
      this.name = name;
      this.orcid = orcid;
      this.affiliation = affiliation;
    }

    public static Author of(String name) {
      return new Author(name, null, null);
    }

    public Author withOrcid(@Nullable String orcid) {
      return new Author(name, orcid, affiliation);
    }

    public Author withAffiliation(@Nullable String affiliation) {
      return new Author(name, orcid, affiliation);
    }

    Author completedBy(Author other) {
      return new Author(
          name,
          orcid == null ? other.orcid : orcid,
          affiliation == null ? other.affiliation : affiliation);
    }

    /** The given name first. */
    public String name() {
      return name;
    }

    /** An address, such as {@code https://orcid.org/0000-0002-1825-0097}; null if not said. */
    public @Nullable String orcid() {
      return orcid;
    }

    /** Null if not said. */
    public @Nullable String affiliation() {
      return affiliation;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(name, orcid, affiliation);
    }
  }
}
