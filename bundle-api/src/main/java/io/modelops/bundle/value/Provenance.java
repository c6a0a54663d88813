package io.modelops.bundle.value;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a bundle came about, in the words of SLSA provenance v1; nothing but what is given here. */
public final class Provenance extends Value {
  private static final long serialVersionUID = 1L;

  private final String buildType;
  private final String builder;
  private final Map<String, String> parameters;
  private final Map<String, String> dependencies;
  private final @Nullable Instant finished;

  private Provenance(
      String buildType,
      String builder,
      Map<String, String> parameters,
      Map<String, String> dependencies,
      @Nullable Instant finished) {
    this.buildType = buildType;
    this.builder = builder;
    this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    this.dependencies = Collections.unmodifiableMap(new TreeMap<>(dependencies));
    this.finished = finished;
  }

  /**
   * Without parameters, dependencies and time.
   *
   * @param buildType a URI that says what the parameters mean
   * @param builder a URI that names who pushed the bundle
   */
  public static Provenance of(String buildType, String builder) {
    return new Provenance(buildType, builder, Map.of(), Map.of(), null);
  }

  /** What the push depended on from outside, such as the commit. */
  public Provenance withParameters(Map<String, String> values) {
    return new Provenance(buildType, builder, values, dependencies, finished);
  }

  /**
   * What went in.
   *
   * @param digests by URI, each as {@code algorithm:value}: {@code gitCommit:c27d…}
   */
  public Provenance withDependencies(Map<String, String> digests) {
    digests
        .values()
        .forEach(
            digest -> {
              if (digest.indexOf(':') < 1) {
                throw new IllegalArgumentException("not algorithm:value: " + digest);
              }
            });
    return new Provenance(buildType, builder, parameters, digests, finished);
  }

  /** When the push ended. Without it, no time is told. */
  public Provenance withFinished(Instant time) {
    return new Provenance(buildType, builder, parameters, dependencies, time);
  }

  public String buildType() {
    return buildType;
  }

  public String builder() {
    return builder;
  }

  /** Sorted by name. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** {@code algorithm:value} by URI, sorted. */
  public Map<String, String> dependencies() {
    return dependencies;
  }

  public Optional<Instant> finished() {
    return Optional.ofNullable(finished);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(buildType, builder, parameters, dependencies, finished);
  }
}
