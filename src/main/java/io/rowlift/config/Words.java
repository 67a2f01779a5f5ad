package io.rowlift.config;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.plan.Job.Sync.Mode;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The words of the files' closed vocabularies, in the order in which messages list them. */
final class Words {

    static final Map<String, Mode> SYNC_MODES = of(Mode.class, Words::kebab);
    static final Map<String, KeyType> KEY_TYPES = of(KeyType.class, KeyType::name);
    static final Map<String, Nulls> NULLS = of(Nulls.class, Words::kebab);
    static final Map<String, As> TYPES = of(As.class, Words::kebab);
    static final Map<String, Names> NAMES =
            of(Names.class, names -> names == Names.CAMEL_CASE ? "camelCase" : kebab(names));
    static final Map<String, Operator> OPERATORS = of(Operator.class, Words::operator);

    static final Map<String, Kind> RELATIONAL = of(Kind.class, Words::kebab);
    static final Map<String, Boolean> DDL = ddl();
    static final Map<String, ForeignKeys> FOREIGN_KEYS = of(ForeignKeys.class, Words::kebab);
    static final Map<String, Indexes> INDEXES = of(Indexes.class, Words::kebab);

    private Words() {}

    /** Whether the target's DDL is left to somebody else. */
    private static Map<String, Boolean> ddl() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("apply", false);
        words.put("manual", true);
        return Collections.unmodifiableMap(words);
    }

    private static String operator(Operator operator) {
        return switch (operator) {
            case EQUALS -> "equals";
            case BEGINS_WITH -> "beginsWith";
            case LESS -> "lessThan";
            case LESS_OR_EQUAL -> "atMost";
            case GREATER -> "greaterThan";
            case GREATER_OR_EQUAL -> "atLeast";
        };
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> Map<String, E> of(Class<E> type, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            words.put(word.apply(value), value);
        }
        return Collections.unmodifiableMap(words);
    }
}
