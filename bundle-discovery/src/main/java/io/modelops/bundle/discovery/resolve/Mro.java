package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method resolution order as a list whose ends are shared among classes, so that a long chain of
 * bases takes little room; each node knows what methods its part of the order has.
 *
 * @param methods for each of the rules' methods what its part of the order has
 * @param unknown the first base that may bring anything
 * @param descents for each of the classes that rules name whether its part of the order has it
 * @param decorations the methods that its part of the order has and that are decorated as rules ask
 */
record Mro(
    Ancestor head,
    @Nullable Mro tail,
    int length,
    List<Members.Effective> methods,
    @Nullable External unknown,
    List<Descent> descents,
    List<Decoration> decorations) {}
