/** What the library throws when it cannot do what was asked. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.error;
