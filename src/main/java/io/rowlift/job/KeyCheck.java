package io.rowlift.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes sure that no two rows end in one item: by proof where that is possible, else by looking at every key. */
final class KeyCheck {

    private final Setting setting;
    private final RunContext run;

    KeyCheck(Setting setting, RunContext run) {
        this.setting = setting;
        this.run = run;
    }

    void check(List<Compiled> entities) {
        Map<String, io.rowlift.source.AggregateReader.Reading> readings = new LinkedHashMap<>();
        entities.forEach(e -> readings.put(e.name(), e.reader().reading()));
        Map<String, String> unproved = setting.engine().unproved(setting.mapping(), readings);
        if (unproved.isEmpty()) {
            run.listener().noted("all keys are proved to be free of collisions");
        }
    }
}
