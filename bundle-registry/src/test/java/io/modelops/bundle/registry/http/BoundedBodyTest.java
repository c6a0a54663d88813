package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final byte[] CONTENT = bytes(100_000);

  private final InputStream in = new ByteArrayInputStream(CONTENT);

  @Test
  void aBodyWithinTheLimitIsWhole() throws IOException {
    BoundedBody body = BoundedBody.read(in, CONTENT.length);

    assertThat(body.bytes()).isEqualTo(CONTENT);
    assertThat(body.whole()).isTrue();
  }

  @Test
  void aBodyBeyondTheLimitIsCutAndTheRestNotRead() throws IOException {
    BoundedBody body = BoundedBody.read(in, 10);

    assertThat(body.bytes()).isEqualTo(Arrays.copyOf(CONTENT, 10));
    assertThat(body.whole()).isFalse();
    assertThat(in.available()).isPositive();
  }
}
