/**
 * Reads the credentials of Docker and Podman. {@link
 * io.modelops.bundle.registry.credentials.DockerConfigCredentials} is the entry point.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.credentials;
