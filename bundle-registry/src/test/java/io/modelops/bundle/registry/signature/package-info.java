@NullMarked
package io.modelops.bundle.registry.signature;

import org.jspecify.annotations.NullMarked;
