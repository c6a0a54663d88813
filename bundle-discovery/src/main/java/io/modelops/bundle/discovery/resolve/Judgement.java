package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Verdict;
import java.util.List;

/**
 * A verdict with its reasons: what is true of the class as a whole, then part by part of the rule.
 *
 * @param rule the name of the rule that it is about
 */
record Judgement(Verdict verdict, String rule, List<Reason> reasons) {}
