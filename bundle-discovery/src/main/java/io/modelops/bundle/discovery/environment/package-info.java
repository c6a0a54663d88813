/**
 * What is installed in an environment: where its modules lie, and which distributions bring them.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.environment;
