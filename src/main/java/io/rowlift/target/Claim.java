package io.rowlift.target;

import io.rowlift.problem.Problem;
import java.util.List;

/**
 * What a run brings along when it says that a target is its own.
 *
 * @param source the identity of the source
 * @param stateIsNew whether its state has never prepared a target: it is the first run, or the state was lost
 */
public record Claim(String source, boolean stateIsNew) {

    /**
     * The answer.
     *
     * @param refusals what forbids to write to the target; empty when it is free or the run's own
     * @param notices what a user has to know when the run goes on
     */
    public record Answer(List<Problem> refusals, List<String> notices) {

        /** There is nothing to say. */
        public static final Answer GRANTED = new Answer(List.of(), List.of());

        public Answer {
            refusals = List.copyOf(refusals);
            notices = List.copyOf(notices);
        }
    }
}
