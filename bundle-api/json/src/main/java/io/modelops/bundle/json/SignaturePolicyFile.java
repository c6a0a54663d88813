package io.modelops.bundle.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.SignaturePolicy;
import io.modelops.bundle.value.SignaturePolicy.Scope;
import io.modelops.bundle.value.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature policy as a JSON file. What it does not know it refuses, as a misspelt member must
 * not let anything pass:
 *
 * <pre>{@code
 * {"scopes": [{"scope": "registry.lab:5000/epi", "required": true, "keys": ["lab.pub"]},
 *             {"scope": "*", "required": false, "keys": []}]}
 * }</pre>
 */
public final class SignaturePolicyFile {
  private static final int MAX_BYTES = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Path file;
  private final JsonParser parser;

  private SignaturePolicyFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a policy. The names of keys and certificates count from its directory.
   *
   * @throws ConfigurationException code {@code bad-policy} or {@code bad-key}
   */
  public static SignaturePolicy read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw wrong(file, 0, 0, "it has more than " + MAX_BYTES + " bytes");
      }
      try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
        return new SignaturePolicyFile(file, parser).policy();
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw wrong(file, line, column, "it is not JSON: " + e.getOriginalMessage());
    } catch (NoSuchFileException e) {
      throw wrong(file, 0, 0, "there is no such file");
    } catch (IOException e) {
      throw wrong(file, 0, 0, "it cannot be read: " + e.getMessage());
    }
  }

  private static ConfigurationException wrong(Path file, int line, int column, String fault) {
    return new ConfigurationException(
        ErrorCode.BAD_POLICY,
        file.toString(),
        line,
        column,
        fault,
        "write {\"scopes\": [{\"scope\": \"HOST/REPOSITORY\", \"keys\": [\"FILE\"]}]}");
  }

  private ConfigurationException wrong(String fault) {
    return wrong(
        file,
        parser.currentTokenLocation().getLineNr(),
        parser.currentTokenLocation().getColumnNr(),
        fault);
  }

  private SignaturePolicy policy() throws IOException {
    List<Scope> scopes = null;
    expect(parser.nextToken(), JsonToken.START_OBJECT, "a policy is an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      known(parser.currentName().equals("scopes"));
      expect(parser.nextToken(), JsonToken.START_ARRAY, "scopes is a list");
      scopes = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        scopes.add(scope());
      }
    }
    if (parser.nextToken() != null || scopes == null) {
      throw wrong("a policy has scopes, and nothing after them");
    }
    try {
      return SignaturePolicy.of(scopes);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Scope scope() throws IOException {
    String scope = null;
    boolean required = true;
    List<VerificationKey> keys = new ArrayList<>();
    expect(parser.currentToken(), JsonToken.START_OBJECT, "a scope is an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "scope" -> scope = text("scope");
        case "required" -> {
          if (!value.isBoolean()) {
            throw wrong("required is true or false");
          }
          required = parser.getBooleanValue();
        }
        case "keys" -> {
          expect(value, JsonToken.START_ARRAY, "keys is a list of files");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            keys.add(key(text("a key")));
          }
        }
        default -> known(false);
      }
    }
    return scope(scope, required, keys);
  }

  private Scope scope(@Nullable String scope, boolean required, List<VerificationKey> keys) {
    if (scope == null || scope.isEmpty()) {
      throw wrong("a scope has no name");
    }
    if (required && keys.isEmpty()) {
      throw wrong("the scope " + scope + " is required and has no keys");
    }
    return new Scope(scope, required, keys);
  }

  private VerificationKey key(String name) {
    try {
      return VerificationKey.read(file.toAbsolutePath().resolveSibling(name).normalize());
    } catch (InvalidPathException e) {
      throw wrong("a key is no name of a file");
    }
  }

  private String text(String what) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(what + " is no text");
    }
    return parser.getText();
  }

  private void known(boolean known) throws IOException {
    if (!known) {
      throw wrong("it has an unknown member: " + parser.currentName());
    }
  }

  private void expect(@Nullable JsonToken token, JsonToken expected, String rule) {
    if (token != expected) {
      throw wrong(rule);
    }
  }
}
