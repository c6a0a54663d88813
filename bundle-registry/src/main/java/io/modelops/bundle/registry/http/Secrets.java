package io.modelops.bundle.registry.http;

import io.modelops.bundle.value.Credential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What was sent in confidence. A server that repeats it does not get it into a message. */
final class Secrets {
  /** What is shorter would be found in ordinary words. */
  private static final int MIN_LENGTH = 4;

  private final Set<String> all = ConcurrentHashMap.newKeySet();

  void add(Credential credential) {
    add(credential.secret());
    add(Tokens.basic(credential).replaceFirst("Basic ", ""));
  }

  void add(String secret) {
    if (secret.length() >= MIN_LENGTH) {
      all.add(secret);
      all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
  }

  /** The text with each secret replaced, in whatever case. */
  String hide(String text) {
    String hidden = text;
    for (String secret : all.stream().sorted(Comparator.comparingInt(s -> -s.length())).toList()) {
      Pattern pattern =
          Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      hidden = pattern.matcher(hidden).replaceAll("***");
    }
    return hidden;
  }
}
