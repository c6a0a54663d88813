package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  private static List<Challenge> parse(String... headers) {
    return Challenge.parse(List.of(headers));
  }

  @Test
  void aBearerChallengeHasItsParameters() {
    assertThat(
            parse(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:a/b:pull,push\",error=\"invalid_token\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:a/b:pull,push",
                    "error", "invalid_token")));
  }

  @Test
  void severalChallengesMayShareAHeaderOrNot() {
    List<Challenge> expected =
        List.of(
            new Challenge("negotiate", Map.of()),
            new Challenge("basic", Map.of("realm", "a, b")),
            new Challenge("bearer", Map.of("realm", "x")));
    assertThat(parse("Negotiate, Basic realm=\"a, b\", Bearer realm=x")).isEqualTo(expected);
    assertThat(parse("Negotiate", "Basic realm=\"a, b\"", "Bearer realm=x")).isEqualTo(expected);
  }

  @Test
  void quotesSpacesAndCaseAreReadAsTheStandardHasThem() {
    assertThat(parse("BEARER  Realm = \"a\\\"b\\\\c\" ,, Service=d"))
        .containsExactly(new Challenge("bearer", Map.of("realm", "a\"b\\c", "service", "d")));
  }

  @Test
  void theFirstOfTwoParametersOfOneNameCounts() {
    assertThat(parse("Bearer realm=\"a\", realm=\"b\""))
        .containsExactly(new Challenge("bearer", Map.of("realm", "a")));
  }

  @Test
  void aToken68IsPassedOver() {
    assertThat(parse("Negotiate YII+/=, Basic realm=x"))
        .last()
        .isEqualTo(new Challenge("basic", Map.of("realm", "x")));
  }

  @Test
  void nonsenseIsPassedOver() {
    assertThat(parse("", " ", ",,,", "=", "\"", "realm=\"x\"")).isEmpty();
    assertThat(parse("Bearer realm=\"never closed"))
        .first()
        .extracting(Challenge::parameters)
        .isEqualTo(Map.of());
    assertThat(parse("Bearer realm=\"" + "x".repeat(Limits.MAX_HEADER) + "\"")).isEmpty();
    assertThat(parse("a,".repeat(8000))).hasSize(16);
  }

  @Test
  void anyTextIsReadInNoTime() {
    Random random = new Random(7);
    String alphabet = "aB=\",\\ \t:/é\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(60); k > 0; k--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(parse(text.toString())).hasSizeLessThanOrEqualTo(16);
    }
    assertThat(parse("Bearer realm=\"" + "\\".repeat(16_000))).hasSizeLessThanOrEqualTo(16);
  }
}
