package io.modelops.bundle.registry.signature;

import java.io.IOException;
import java.util.Base64;

/** Base64 that has one spelling only, so that no character of it can be changed. */
@SuppressWarnings("ImmutableEnumChecker") // coders of the JDK keep no state
enum Base64Text {
  STANDARD(Base64.getEncoder(), Base64.getDecoder()),
  /** Of URLs, without padding. */
  URL(Base64.getUrlEncoder().withoutPadding(), Base64.getUrlDecoder());

  private final Base64.Encoder encoder;
  private final Base64.Decoder decoder;

  Base64Text(Base64.Encoder encoder, Base64.Decoder decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  String encode(byte[] bytes) {
    return encoder.encodeToString(bytes);
  }

  byte[] decode(String text) throws IOException {
    try {
      byte[] bytes = decoder.decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new IOException("something in it is no Base64");
  }
}
