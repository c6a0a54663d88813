package io.modelops.bundle.registry.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON of the OCI specifications, which has one meaning only: no member comes twice. */
public final class OciJson {
  public static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

  private static final int MAX_MANIFESTS = 100_000;

  private OciJson() {}

  /** A new one each time, as it keeps the names that it met. Messages quote no content. */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(1 << 20).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /**
   * The manifests that an image index lists.
   *
   * @throws IOException if it is no image index
   */
  public static List<Descriptor> manifests(byte[] index) throws IOException {
    List<Descriptor> manifests = null;
    try (JsonParser parser = factory().createParser(index)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("manifests");
        parser.nextToken();
        if (found) {
          manifests = list(parser);
        } else {
          parser.skipChildren();
        }
      }
      require(parser.nextToken() == null && manifests != null);
    }
    return List.copyOf(manifests);
  }

  private static List<Descriptor> list(JsonParser parser) throws IOException {
    List<Descriptor> list = new ArrayList<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) { // which Go writes for an empty list
      return list;
    }
    require(parser.currentToken() == JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(list.size() < MAX_MANIFESTS);
      list.add(new DescriptorReader(parser, "manifest " + list.size()).read());
    }
    return list;
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("it is no image index");
    }
  }
}
