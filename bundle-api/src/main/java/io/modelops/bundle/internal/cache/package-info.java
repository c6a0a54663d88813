/** Content of bundles that is kept by its digest, for all directories and processes. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.cache;
