/** Files of whatever kind: replaced atomically, locked while temporary, asked for their stats. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.internal.files;
