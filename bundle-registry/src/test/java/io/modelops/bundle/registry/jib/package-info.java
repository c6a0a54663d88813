@NullMarked
package io.modelops.bundle.registry.jib;

import org.jspecify.annotations.NullMarked;
