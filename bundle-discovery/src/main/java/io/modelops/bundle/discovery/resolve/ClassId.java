package io.modelops.bundle.discovery.resolve;

/**
 * A class of the project.
 *
 * @param module its number in the {@link Program}
 * @param index its number in the module's symbol table
 */
record ClassId(int module, int index) implements Ancestor {}
