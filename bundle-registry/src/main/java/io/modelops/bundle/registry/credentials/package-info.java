/**
 * Credentials that Docker and Podman keep. {@link
 * io.modelops.bundle.registry.credentials.DockerConfigCredentials} is the way in.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.credentials;
