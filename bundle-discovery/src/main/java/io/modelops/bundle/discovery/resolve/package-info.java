/**
 * What names mean: scopes, imports, base classes, and from them verdicts and the files of a model.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.resolve;
