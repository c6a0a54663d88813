package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import java.util.List;

/**
 * A source file whose statements have been gone through.
 *
 * @param classes in source order, nested and local ones too
 */
record Source(PythonModule module, Scope scope, List<ClassSymbol> classes) {}
