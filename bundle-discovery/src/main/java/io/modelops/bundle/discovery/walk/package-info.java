/** Lists the files of a directory. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.walk;
