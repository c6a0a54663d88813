/** The whole chain as its users meet it: real projects, real registries, other people's clients. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.acceptance;
