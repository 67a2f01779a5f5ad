package io.rowlift.target.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Says what happens to the next request. Called by one thread at a time. */
public interface FaultPlan {

    /** Returns the fault for a request of this operation, as the API names it. */
    Fault next(String operation);

    /** Nothing happens to any request. */
    static FaultPlan none() {
        return operation -> Fault.NONE;
    }

    /** These faults happen to the next requests of one operation, in this order; then nothing. */
    static FaultPlan script(String operation, Fault... faults) {
        Deque<Fault> left = new ArrayDeque<>(List.of(faults));
        return asked -> asked.equals(operation) && !left.isEmpty() ? left.remove() : Fault.NONE;
    }

    /** The same fault happens to every request of one operation. */
    static FaultPlan always(String operation, Fault fault) {
        return asked -> asked.equals(operation) ? fault : Fault.NONE;
    }

    /** Each fault happens to this share of the requests of one operation, the same ones for the same seed. */
    static FaultPlan random(long seed, String operation, Map<Fault, Double> shares) {
        Random random = new Random(seed);
        return asked -> {
            if (!asked.equals(operation)) {
                return Fault.NONE;
            }
            double point = random.nextDouble();
            for (Fault fault : Fault.values()) { // the order of a map is not the same in every JVM
                point -= shares.getOrDefault(fault, 0.0);
                if (point < 0) {
                    return fault;
                }
            }
            return Fault.NONE;
        };
    }
}
