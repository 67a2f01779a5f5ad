package io.rowlift.verify;

import io.rowlift.mapping.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares items by value: numbers numerically, sets and maps without order, lists in order. */
final class ItemComparison {

    private ItemComparison() {}

    /** Returns the attributes that differ, by name; empty when the items are equal. */
    static List<AttributeDifference> differences(Map<String, Value> expected, Map<String, Value> found) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        List<AttributeDifference> differences = new ArrayList<>();
        for (String name : names) {
            Value wanted = expected.get(name);
            Value held = found.get(name);
            if (wanted == null || held == null || !equal(wanted, held)) {
                differences.add(AttributeDifference.of(name, wanted, held));
            }
        }
        return differences;
    }

    static boolean equal(Value a, Value b) {
        if (a.equals(b)) {
            return true;
        }
        if (a instanceof Value.Num x && b instanceof Value.Num y) {
            return new BigDecimal(x.text()).compareTo(new BigDecimal(y.text())) == 0;
        }
        if (a instanceof Value.ListOf x && b instanceof Value.ListOf y) {
            return equalLists(x.elements(), y.elements());
        }
        if (a instanceof Value.MapOf x && b instanceof Value.MapOf y) {
            return differences(x.entries(), y.entries()).isEmpty();
        }
        if (a instanceof Value.SetOf x && b instanceof Value.SetOf y) {
            return equalSets(x.elements(), y.elements());
        }
        return false;
    }

    private static boolean equalLists(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Sets of numbers may be written differently, so that their own equality does not do. */
    private static boolean equalSets(Set<Value> a, Set<Value> b) {
        Set<Value> left = new LinkedHashSet<>(b);
        for (Value element : a) {
            if (!left.remove(element) && !left.removeIf(other -> equal(element, other))) {
                return false;
            }
        }
        return left.isEmpty();
    }
}
