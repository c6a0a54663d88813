package io.modelops.bundle.discovery.symbols;

/**
 * Statements that may or may not run: one branch of a fork.
 *
 * @param parent the branch around it; 0 for what always runs
 * @param index which branch of the fork
 * @param line of its header
 */
public record Branch(int parent, int fork, int index, int line) {}
