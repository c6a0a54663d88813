/** What the files of a project are called: pyproject.toml, source roots, module names. */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.project;
