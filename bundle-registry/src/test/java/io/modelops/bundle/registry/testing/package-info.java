/**
 * Registries for tests, published as the test-jar of bundle-registry.
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
 * <p>It needs nothing but the JDK. The classes that start programs of this machine, such as {@link
 * io.modelops.bundle.registry.testing.DockerRegistry}, also need the test-jar of bundle-api and
 * JUnit: a test is skipped where the program is missing.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.testing;
