@org.jspecify.annotations.NullMarked
package io.modelops.bundle.report;
