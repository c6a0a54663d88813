/** What every repository promises, tried with each kind of place and with registries of others. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.registry.contract;
