package io.modelops.bundle.registry.local;

import io.modelops.bundle.value.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * An entry of index.json.
 *
 * @param tag null where the entry names none
 */
record IndexEntry(Descriptor manifest, @Nullable String tag) {}
