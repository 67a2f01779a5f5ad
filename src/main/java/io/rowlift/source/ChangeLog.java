package io.rowlift.source;

import io.rowlift.problem.Problem;
import java.util.List;
import java.util.Optional;

/** The log in which a database keeps what was changed, for one {@link Capture}. */
public interface ChangeLog {

    /**
     * Looks for everything that would keep changes from being heard whole: settings, rights, what is kept of a row before
     * a change, how long the log is kept. Reads only.
     *
     * @return problems, each with the statement or setting that mends it
     */
    List<Problem> check();

    /**
     * Has the source keep every change from now on, for as long as nobody has {@link ChangeStream#acknowledge acknowledged}
     * it; does nothing when it does so already.
     *
     * @return the place from which on changes are kept; what was committed before it is seen by every read that begins
     *     afterwards
     * @throws io.rowlift.problem.RefusedException for the problems that {@link #check} finds
     */
    LogPosition begin();

    /** Returns the end of the log at this moment: everything committed before the call is before it. */
    LogPosition end();

    /**
     * Goes on after a place.
     *
     * @throws io.rowlift.problem.FailedException when the source does not have what follows any more, naming the way back
     */
    ChangeStream open(LogPosition after);

    /** Returns how much the source keeps for this capture; nothing when it keeps nothing for it. */
    Optional<Retained> retained();

    /** Has the source keep nothing for this capture any more; does nothing when it does not. */
    void drop();

    /**
     * What a source keeps for a capture.
     *
     * @param bytes of its log
     * @param limit how many it keeps at most before it gives the capture up, or -1 without a limit
     * @param lost why the source cannot go on with this capture, in words, or empty
     */
    record Retained(long bytes, long limit, String lost) {}
}
