/**
 * What the stages answer and the extension points exchange: immutable values, each checked when it
 * is made. All are safe for use by several threads.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.value;
