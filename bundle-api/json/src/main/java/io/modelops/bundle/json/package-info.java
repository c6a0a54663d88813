/**
 * Answers as JSON documents: {@link io.modelops.bundle.json.JsonDocument}.
 *
 * <p>The JSON Schemas of the documents are {@link io.modelops.bundle.json.JsonSchema}, and
 * resources of this module's jar in {@code META-INF/modelops-bundle/json/}.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.json;
