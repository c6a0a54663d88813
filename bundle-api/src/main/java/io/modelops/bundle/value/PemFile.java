package io.modelops.bundle.value;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468). No message has anything of the content. */
final class PemFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private PemFile() {}

  /**
   * One of them.
   *
   * @param label such as {@code PUBLIC KEY}
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Block(String label, byte[] der) {}

  /** All blocks, in their order. */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(text);
    while (found.find()) {
      try {
        String base64 = found.group(2).replaceAll("\\s", "");
        blocks.add(new Block(found.group(1), Base64.getDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw damaged(found.group(1));
      }
    }
    return blocks;
  }

  static IllegalArgumentException damaged(String label) {
    return new IllegalArgumentException("the " + label + " in it is damaged");
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException code {@code bad-key}
   */
  static <T> T read(Path file, Function<String, T> parse) {
    String fault;
    try {
      if (Files.size(file) <= MAX_BYTES) {
        return parse.apply(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      fault = "it is too long for a key";
    } catch (NoSuchFileException e) {
      fault = "there is no such file";
    } catch (IOException e) {
      fault = "it cannot be read";
    } catch (IllegalArgumentException e) {
      fault = String.valueOf(e.getMessage());
    }
    throw new ConfigurationException(
        ErrorCode.BAD_KEY,
        file.toString(),
        0,
        0,
        fault,
        "give a PEM file with a P-256, Ed25519 or RSA key, as openssl genpkey makes it");
  }
}
