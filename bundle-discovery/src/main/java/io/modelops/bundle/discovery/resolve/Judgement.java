package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Verdict;
import java.util.List;

/** A verdict with its reasons: what is true of the class as a whole, then method by method. */
record Judgement(Verdict verdict, List<Reason> reasons) {}
