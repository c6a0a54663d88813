package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Providers;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void theProgramHasEveryProviderThatCanBeFound() {
    assertThat(Parts.providers().all())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(
            Providers.load().all().stream().<Class<?>>map(Object::getClass).toList());
  }
}
