/**
 * What names mean across the files of a project: a memo, filled on demand, over names and numbers.
 * From meanings follow method resolution orders, and from those verdicts.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.resolve;
