@NullMarked
package io.modelops.bundle.registry.layout;

import org.jspecify.annotations.NullMarked;
