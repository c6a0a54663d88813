package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The transport as the tests use it: its pauses are counted, not slept. */
final class Client {
  static final String REPOSITORY = "lab/seir";
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Set<Origin> patched = ConcurrentHashMap.newKeySet();
  private Duration stall = Duration.ofSeconds(30);
  private RegistryOptions options = RegistryOptions.defaults();
  private Cancellation cancellation = Cancellation.NONE;
  private List<CredentialSource> credentials = List.of();
  private Environment environment = Environment.none();
  private ProgressListener listener = ProgressListener.NONE;

  Client withStall(Duration changed) {
    stall = changed;
    return this;
  }

  Client with(RegistryOptions changed) {
    options = changed;
    return this;
  }

  Client with(Cancellation changed) {
    cancellation = changed;
    return this;
  }

  Client with(CredentialSource... changed) {
    credentials = List.of(changed);
    return this;
  }

  Client with(ProgressListener changed) {
    listener = changed;
    return this;
  }

  Client with(Environment changed) {
    environment = changed;
    return this;
  }

  HttpRepository open(TestRegistry registry) {
    return open(registry.host() + "/" + REPOSITORY + ":1.0");
  }

  HttpRepository open(String reference) {
    Operation operation = new Operation(cancellation, listener, null);
    Settings settings = new Settings(environment, credentials, options, operation);
    return new HttpRepository(
        Endpoint.of((Reference.Registry) Reference.parse(reference), settings),
        settings,
        new Limits(
            Duration.ofSeconds(10),
            stall,
            Duration.ofMillis(300),
            5,
            (duration, ignored) -> pauses.add(duration)),
        patched);
  }

  /** Looks for the content and pushes it if it is missing, then tags a manifest that names it. */
  void pushAll(TestRegistry registry, byte[]... contents) throws Exception {
    try (HttpRepository transport = open(registry)) {
      for (byte[] content : contents) {
        if (!transport.exists(descriptor(content))) {
          transport.push(descriptor(content), Blob.of(content));
        }
      }
      byte[] manifest = manifest(contents);
      transport.tag(descriptor(MANIFEST, manifest), Blob.of(manifest), "1.0");
    }
  }

  /** Content or a manifest, whole. */
  static byte[] read(HttpRepository repository, Descriptor descriptor) throws IOException {
    boolean manifest = descriptor.mediaType().equals(MANIFEST);
    try (InputStream in =
        manifest ? repository.openManifest(descriptor) : repository.openBlob(descriptor, 0)) {
      return in.readAllBytes();
    }
  }

  static RegistryException refusal(ThrowingCallable call) {
    RegistryException e = catchThrowableOfType(RegistryException.class, call);
    if (e == null) {
      throw new AssertionError("nothing was refused");
    }
    return e;
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] manifest(byte[]... contents) {
    StringBuilder json = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST);
    json.append("\",\"config\":").append(entry(contents[0])).append(",\"layers\":[");
    for (int i = 1; i < contents.length; i++) {
      json.append(i > 1 ? "," : "").append(entry(contents[i]));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String entry(byte[] content) {
    return "{\"mediaType\":\"application/octet-stream\",\"digest\":\""
        + descriptor(content).digest()
        + "\",\"size\":"
        + content.length
        + "}";
  }

  static Descriptor descriptor(byte[] content) {
    return descriptor("application/octet-stream", content);
  }

  static Descriptor descriptor(String type, byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new Descriptor(
          type, new Digest("sha256", HexFormat.of().formatHex(hash)), content.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
