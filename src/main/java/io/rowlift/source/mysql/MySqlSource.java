package io.rowlift.source.mysql;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.source.Source;

public final class MySqlSource {
    private MySqlSource() {}

    public static Source open(SourceSettings settings, RunSignal signal) {
        throw new UnsupportedOperationException("comes next");
    }
}
