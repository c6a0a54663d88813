package io.modelops.bundle.registry.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Keys and certificates in PEM. */
final class Keys {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int SEQUENCE = 0x30;
  private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");

  /** Critical: an authority; may sign certificates. */
  private static final byte[] AUTHORITY =
      hex("300f0603551d130101ff040530030101ff300e0603551d0f0101ff040403020204");

  /** Critical: may sign; is for code. */
  private static final byte[] SIGNER =
      hex("300e0603551d0f0101ff04040302078030130603551d25040c300a06082b06010505070303");

  private Keys() {}

  /** Of the kinds p256, p384, ed25519, rsa2048 and the like. */
  static KeyPair pair(String kind) throws GeneralSecurityException {
    if (kind.startsWith("p")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("sec" + kind + "r1"));
      return generator.generateKeyPair();
    }
    if (kind.startsWith("rsa")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(Integer.parseInt(kind.substring(3)));
      return generator.generateKeyPair();
    }
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  static String privatePem(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String publicPem(KeyPair pair) {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  static String pem(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  /**
   * A key with a certificate that may sign code, and its authority.
   *
   * @param chain certificates of the key and of its authority
   */
  record Certified(String key, String chain, String authority) {}

  /**
   * Makes them.
   *
   * @param kind of the key, as of {@link #pair}
   * @param age of the certificate, which is good for ten days
   */
  static Certified certified(String kind, Duration age) throws GeneralSecurityException {
    KeyPair authority = pair("p256");
    KeyPair signer = pair(kind);
    String root =
        certificate("authority", authority.getPublic(), AUTHORITY, authority, Duration.ZERO);
    String leaf = certificate("signer", signer.getPublic(), SIGNER, authority, age);
    return new Certified(privatePem(signer), leaf + root, root);
  }

  private static String certificate(
      String name, PublicKey key, byte[] extensions, KeyPair issuer, Duration age)
      throws GeneralSecurityException {
    Instant start = Instant.now().minus(age).minusSeconds(60);
    byte[] body =
        der(
            SEQUENCE,
            hex("a003020102"),
            der(2, new byte[] {(byte) name.length()}),
            ECDSA_SHA256,
            name("authority"),
            der(SEQUENCE, time(start), time(start.plus(Duration.ofDays(10)))),
            name(name),
            key.getEncoded(),
            der(0xa3, der(SEQUENCE, extensions)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuer.getPrivate());
    signature.update(body);
    byte[] bits = der(3, new byte[1], signature.sign());
    return pem("CERTIFICATE", der(SEQUENCE, body, ECDSA_SHA256, bits));
  }

  /** C=US, ST=WA, O=lab and the common name. */
  private static byte[] name(String common) {
    return der(
        SEQUENCE,
        part("06", 0x13, "US"),
        part("08", 0x0c, "WA"),
        part("0a", 0x0c, "lab"),
        part("03", 0x0c, common));
  }

  private static byte[] part(String type, int kind, String text) {
    byte[] value = der(kind, text.getBytes(StandardCharsets.US_ASCII));
    return der(0x31, der(SEQUENCE, hex("06035504" + type), value));
  }

  private static byte[] time(Instant instant) {
    return der(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (content.size() > 0x7f) {
      all.write(0x82);
      all.write(content.size() >> 8);
    }
    all.write(content.size());
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
