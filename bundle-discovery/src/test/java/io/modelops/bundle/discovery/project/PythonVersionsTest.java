package io.modelops.bundle.discovery.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonVersionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=3.9 | 9 | 99",
        ">=3.9,<3.13 | 9 | 12",
        ">=3.9, <3.13.2 | 9 | 13",
        "~=3.10 | 10 | 99",
        "~=3.10.4 | 10 | 10",
        "==3.11.* | 11 | 11",
        "<=3.7 | 0 | 7",
        ">=3.8,!=3.8.* | 9 | 99",
        ">=3.8,!=3.8 | 8 | 99",
        "^3.10 | 10 | 99",
        ">=3.6,<4 | 6 | 99",
        ">=2.7 | 0 | 99",
        ">=4 | 0 | 99",
        "whatever | 0 | 99",
      })
  void specifiersAllowMinorVersions(String specifiers, int first, int last) {
    List<Integer> minors = PythonVersions.parse(specifiers).minors();
    assertThat(minors).startsWith(first).endsWith(last).hasSize(last - first + 1);
  }
}
