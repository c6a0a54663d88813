/**
 * What one file says of names, as a value of the file's content alone: its scopes, the definitions
 * that can reach each use of a name, its classes and its imports. Other files, the file's own path
 * and the module's name do not enter.
 */
@org.jspecify.annotations.NullMarked
package io.modelops.bundle.discovery.symbols;
