package io.modelops.bundle.registry.oci;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a manifest or index names, whatever it is a manifest of. */
public final class ManifestParts {
  private static final Set<String> LISTS = Set.of("layers", "blobs", "manifests");
  private static final int MAX_PARTS = 100_000;

  private ManifestParts() {}

  /** Reads the manifest from its repository. */
  public static List<Descriptor> in(Repository repository, Descriptor manifest) throws IOException {
    if (manifest.size() > ManifestHead.MAX_BYTES) {
      throw new IOException(
          "the manifest " + manifest.digest() + " has " + manifest.size() + " bytes");
    }
    try (InputStream in = repository.openManifest(manifest)) {
      return of(in.readAllBytes());
    } catch (JsonProcessingException e) {
      throw new IOException("the manifest " + manifest.digest() + " is no JSON", e);
    }
  }

  static List<Descriptor> of(byte[] document) throws IOException {
    List<Descriptor> parts = new ArrayList<>();
    boolean known = false;
    try (JsonParser parser = OciJson.factory().createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a manifest is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("config") && value == JsonToken.START_OBJECT) {
          parts.add(new DescriptorReader(parser, name).read());
          known = true;
        } else if (LISTS.contains(name) && value == JsonToken.START_ARRAY) {
          list(parser, name, parts);
          known = true;
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!known) {
      throw new IOException("a manifest has neither config nor layers nor manifests");
    }
    return parts.stream().distinct().toList();
  }

  private static void list(JsonParser parser, String name, List<Descriptor> parts)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parts.size() == MAX_PARTS) {
        throw new IOException("a manifest has more than " + MAX_PARTS + " parts");
      }
      parts.add(new DescriptorReader(parser, name + " " + parts.size()).read());
    }
  }
}
