/** The whole chain as its users meet it: real projects, real registries, other people's clients. */
package io.modelops.bundle.acceptance;
