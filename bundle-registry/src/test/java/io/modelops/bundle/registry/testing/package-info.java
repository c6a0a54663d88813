/**
 * Registries for tests, published as the test-jar of bundle-registry; nothing here needs more than
 * the JDK.
 *
 * <p>{@link io.modelops.bundle.registry.testing.TestRegistry} runs in the test's own process, keeps
 * to the OCI distribution specification, remembers every request, and does wrong what it is told
 * to:
 *
 * <pre>{@code
 * try (TestRegistry registry = TestRegistry.start()) {
 *   Fault fault = registry.on("PUT", "/blobs/uploads/").nth(2).dropAfter();
 *   bundle.push(Reference.parse(registry.host() + "/lab/seir:1.0"));
 *   assertThat(fault.fired()).isOne();
 *   assertThat(registry.manifest("lab/seir", "1.0")).isPresent();
 * }
 * }</pre>
 *
 * <p>{@link io.modelops.bundle.registry.testing.DockerRegistry} starts the {@code docker-registry}
 * program of this machine.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.testing;
