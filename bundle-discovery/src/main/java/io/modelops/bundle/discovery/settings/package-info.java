/** Reads pyproject.toml and adds models to it. */
@NullMarked
package io.modelops.bundle.discovery.settings;

import org.jspecify.annotations.NullMarked;
