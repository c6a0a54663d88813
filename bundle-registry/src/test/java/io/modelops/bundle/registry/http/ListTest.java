package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.MANIFEST;
import static io.modelops.bundle.registry.http.Client.REPOSITORY;
import static io.modelops.bundle.registry.http.Client.bytes;
import static io.modelops.bundle.registry.http.Client.descriptor;
import static io.modelops.bundle.registry.http.Client.manifest;
import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of tags and referrers as registries should not answer. */
class ListTest {
  private static final byte[] CONTENT = bytes(1_000);

  private final Client client = new Client();
  private TestRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aListThatGoesOnAtAnotherServerIsRefused() throws Exception {
    Fault unused =
        registry
            .on("GET", "/tags/list")
            .change(r -> r.withHeader("Link", "<http://127.0.0.2:1/v2/x/tags/list>; rel=\"next\""));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(refusal(() -> repository.tags(10, null)).code()).isEqualTo("protocol");
    }
  }

  @Test
  void aListWithoutEndIsRefused() throws Exception {
    Fault fault =
        registry
            .on("GET", "/tags/list")
            .change(r -> r.withHeader("Link", "</v2/lab/seir/tags/list?n=10>; rel=\"next\""));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(refusal(() -> repository.tags(10, null)).code()).isEqualTo("protocol");
    }
    assertThat(fault.fired()).isOne();
  }

  @Test
  void aRegistryThatDoesNotKnowWhereToBeginIsHelped() throws Exception {
    Fault unused =
        registry
            .on("GET", "/tags/list")
            .answer(Reply.of(200).withBody("{\"name\":\"x\",\"tags\":[\"c\",\"a\",\"b\"]}"));
    try (HttpRepository repository = client.open(registry)) {
      assertThat(repository.tags(10, "a")).containsExactly("b");
    }
  }

  @Test
  void aTagThatNamesTheSubjectIsNoListOfReferrers() throws Exception {
    registry.putBlob(REPOSITORY, CONTENT);
    byte[] document = manifest(CONTENT);
    var subject = descriptor(MANIFEST, document);
    try (HttpRepository repository = client.open(registry)) {
      repository.tag(subject, Blob.of(document), subject.digest().toString().replace(':', '-'));

      assertThat(refusal(() -> repository.referrers(subject.digest(), null)).code())
          .isEqualTo("protocol");
    }
  }
}
