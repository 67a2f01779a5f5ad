package io.rowlift.cli;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import java.util.Arrays;

/** What the process answers to its caller. */
enum ExitCode {
    DONE(0, "done"),
    USAGE(2, "usage or configuration error"),
    REFUSED(3, "refused by a check, nothing written"),
    FAILED(4, "failed, can be continued"),
    STOPPED(5, "stopped, can be continued"),
    DIFFERENCES(6, "differences or problems found"),
    BUG(70, "a bug in Rowlift");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    /** Returns the code of a number that a command returned. */
    static ExitCode of(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElse(BUG);
    }

    /** Returns the code for what ended a command. */
    static ExitCode of(Throwable end) {
        if (!(end instanceof RowliftException)) {
            return BUG;
        }
        if (end instanceof ConfigurationException) {
            return USAGE;
        }
        if (end instanceof RefusedException) {
            return REFUSED;
        }
        if (end instanceof FailedException) {
            return FAILED;
        }
        return end instanceof StoppedException ? STOPPED : BUG;
    }
}
