package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.oci.OciJson;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists of a registry, which come in pages that link to the next one. */
record Pages(RegistryClient client, Origin registry, Failures failures, Deadline deadline) {
  private static final Set<Integer> NO_SUCH_LIST = Set.of(404, 405, 501);
  private static final int MAX_PAGES = 1_000;
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  /**
   * @param last the tag after which to begin; null: at the beginning
   */
  List<String> tags(int limit, @Nullable String last, String doing) throws IOException {
    String after = last == null ? "" : "&last=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    List<String> tags = new ArrayList<>();
    Walk walk = new Walk(client.tags("?n=" + limit + after), doing);
    for (Answer page = walk.next(); page != null; page = walk.next()) {
      tags.addAll(after(last, read(page, doing, Json::tags)));
      if (tags.size() >= limit) {
        return List.copyOf(tags.subList(0, limit));
      }
    }
    return tags;
  }

  /** A page without what comes before it, as some registries do not heed where to begin. */
  private static List<String> after(@Nullable String last, List<String> page) {
    if (last == null) {
      return page;
    }
    boolean sorted = page.equals(page.stream().sorted().toList());
    return sorted
        ? page.stream().filter(tag -> tag.compareTo(last) > 0).toList()
        : page.subList(page.indexOf(last) + 1, page.size());
  }

  /** All manifests that refer to one; empty if the registry has no such list. */
  Optional<List<Descriptor>> referrers(Digest subject, String query, String doing)
      throws IOException {
    List<Descriptor> referrers = new ArrayList<>();
    Walk walk = new Walk(client.referrers(subject, query), doing);
    for (Answer page = walk.next(); page != null; page = walk.next()) {
      if (NO_SUCH_LIST.contains(page.status())) {
        return Optional.empty();
      }
      boolean index = Lookup.mediaType(page).equals(OciJson.INDEX_TYPE);
      if (page.status() == 200 && !index) {
        throw failures.protocol(doing, "the list of referrers is no image index");
      }
      referrers.addAll(read(page, doing, OciJson::manifests));
    }
    return Optional.of(referrers);
  }

  /** Reads a document. */
  interface Reader<T> {
    List<T> read(byte[] document) throws IOException;
  }

  private <T> List<T> read(Answer answer, String doing, Reader<T> reader) throws Refused {
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    byte[] document = failures.whole(answer, Limits.MAX_MANIFEST, doing);
    try {
      return reader.read(document);
    } catch (IOException e) {
      throw failures.protocol(doing, "the answer is no such list");
    }
  }

  /** From page to page. */
  private final class Walk {
    private final String doing;
    private final Set<URI> seen = new HashSet<>();
    private @Nullable URI at;

    Walk(URI first, String doing) {
      this.at = first;
      this.doing = doing;
    }

    /** The answer for the next page; null when there is none. */
    @Nullable Answer next() throws IOException {
      URI page = at;
      if (page == null) {
        return null;
      }
      if (!seen.add(page) || seen.size() > MAX_PAGES) {
        throw failures.protocol(doing, "the list has no end");
      }
      Answer answer = client.send("GET", page, Map.of(), null, deadline, Limits.MAX_MANIFEST);
      Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
      at = link.find() ? address(link.group(1)) : null;
      return answer;
    }

    private URI address(String text) throws Refused {
      try {
        URI address = client.tags("").resolve(Text.encoded(text));
        if (Origin.of(address).equals(registry)) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        // refused below
      }
      throw failures.protocol(
          doing, "the list goes on at another server: " + failures.quoted(text));
    }
  }
}
