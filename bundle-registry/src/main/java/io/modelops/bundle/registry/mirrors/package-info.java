/** Which mirrors other programs are configured to use: containerd's and podman's files. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.mirrors;
