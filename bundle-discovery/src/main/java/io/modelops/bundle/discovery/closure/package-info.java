/** Which files a model consists of, and which it mentions. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.closure;
