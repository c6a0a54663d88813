@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.archive;
