package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Repository;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MirroredRepositoryTest {
  /** By default these ask another verb, or say what holds for any registry. */
  private static final Set<String> DEFAULTS = Set.of("isIntact", "isLocal");

  @Test
  void everyVerbIsPassedOnToAPlace() {
    List<String> verbs =
        Arrays.stream(Repository.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !DEFAULTS.contains(name))
            .distinct()
            .toList();
    List<String> passedOn =
        Arrays.stream(MirroredRepository.class.getDeclaredMethods()).map(Method::getName).toList();

    assertThat(verbs).hasSizeGreaterThan(15);
    assertThat(passedOn).containsAll(verbs);
  }
}
