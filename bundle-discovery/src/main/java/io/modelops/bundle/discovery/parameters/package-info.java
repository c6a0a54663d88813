/** What the classes of models say of their parameters, outputs and scenarios. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.parameters;
