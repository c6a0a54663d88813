/** pyproject.toml: what is TOML, and what it says of the bundle. */
@NullMarked
package io.modelops.bundle.discovery.settings;

import org.jspecify.annotations.NullMarked;
