@NullMarked
package io.modelops.bundle.registry.artifact;

import org.jspecify.annotations.NullMarked;
