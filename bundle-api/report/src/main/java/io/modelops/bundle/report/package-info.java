/** A project's models to look at: {@link io.modelops.bundle.report.Report}. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.report;
