@NullMarked
package io.modelops.bundle.consumers;

import org.jspecify.annotations.NullMarked;
