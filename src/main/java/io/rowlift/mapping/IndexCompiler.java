package io.rowlift.mapping;

import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.IndexKeys.Group;
import io.rowlift.mapping.IndexKeys.Served;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the index keys of an item. */
final class IndexCompiler {

    private final Lookup lookup;
    private final TableDesign table;
    private final ItemDesign design;
    private final List<Slot> ordinary;
    private final Map<String, Location> locations;
    private final Map<String, KeyAttribute> keys = new LinkedHashMap<>();
    private final Map<String, Integer> maxBytes = new LinkedHashMap<>();

    /**
     * Begins with what is compiled already.
     *
     * @param ordinary the item's attributes, which can be keys of an index as well
     * @param locations where they stand
     */
    IndexCompiler(
            Lookup lookup, TableDesign table, ItemDesign design, List<Slot> ordinary, Map<String, Location> locations) {
        this.lookup = lookup;
        this.table = table;
        this.design = design;
        this.ordinary = ordinary;
        this.locations = locations;
        for (Index index : table.indexes().values()) {
            index.partition().forEach(key -> note(key, KeySlot.MAX_PARTITION));
            index.sort().forEach(key -> note(key, KeySlot.MAX_SORT));
        }
        table.key().forEach(key -> keys.remove(key.name()));
    }

    private void note(KeyAttribute key, int limit) {
        keys.put(key.name(), key);
        maxBytes.merge(key.name(), limit, Math::min);
    }

    /** Returns what could be resolved; everything else was reported. */
    IndexKeys compile() {
        List<KeySlot> made = new ArrayList<>();
        design.index().forEach((name, template) -> {
            KeyAttribute key = keys.get(name);
            if (key == null) {
                lookup.report(
                        template.location(),
                        "index \"" + name + "\" is a key attribute of no index of table \"" + table.name() + "\"",
                        null);
                return;
            }
            KeySlot slot = new KeyCompiler(lookup, Use.INDEX).compile(key, limit(name), template);
            if (slot != null) {
                made.add(slot);
            }
        });
        List<Group> groups = groups(made);
        checkWhole(made, groups);
        return new IndexKeys(List.copyOf(made), served(), groups);
    }

    private int limit(String name) {
        return maxBytes.getOrDefault(name, KeySlot.MAX_SORT);
    }

    private List<Group> groups(List<KeySlot> made) {
        List<String> names = made.stream().map(KeySlot::name).toList();
        List<Group> groups = new ArrayList<>();
        for (Index index : table.indexes().values()) {
            List<Integer> templates = new ArrayList<>();
            List<String> attributes = new ArrayList<>();
            boolean whole = true;
            for (KeyAttribute key : index.key()) {
                if (names.contains(key.name())) {
                    templates.add(names.indexOf(key.name()));
                } else if (slot(key.name()).isPresent()) {
                    attributes.add(key.name());
                } else {
                    whole &= table.key().stream().anyMatch(k -> k.name().equals(key.name()));
                }
            }
            if (whole && !templates.isEmpty()) {
                groups.add(new Group(templates, attributes));
            }
        }
        return groups;
    }

    private Optional<Slot> slot(String name) {
        return ordinary.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** A template that no index can use is half a key. */
    private void checkWhole(List<KeySlot> made, List<Group> groups) {
        Set<Integer> used = new HashSet<>();
        groups.forEach(group -> used.addAll(group.made()));
        for (int i = 0; i < made.size(); i++) {
            if (!used.contains(i) && made.size() == design.index().size()) {
                reportHalf(made.get(i));
            }
        }
    }

    private void reportHalf(KeySlot slot) {
        for (Index index : table.indexes().values()) {
            if (index.key().stream().anyMatch(key -> key.name().equals(slot.name()))) {
                List<String> missing = index.key().stream()
                        .map(KeyAttribute::name)
                        .filter(name -> !design.index().containsKey(name)
                                && slot(name).isEmpty()
                                && table.key().stream().noneMatch(k -> k.name().equals(name)))
                        .toList();
                lookup.report(
                        slot.template().location(),
                        "index \"" + slot.name() + "\" is half of the key of index \"" + index.name()
                                + "\", which lacks \"" + String.join("\", \"", missing) + "\"",
                        "write a template for it, so that items can be in the index");
                return;
            }
        }
    }

    private List<Served> served() {
        List<Served> served = new ArrayList<>();
        for (Slot slot : ordinary) {
            KeyAttribute key = keys.get(slot.name());
            if (key == null) {
                continue;
            }
            boolean possible = slot.kind() == Kind.JSON
                    || slot.kind().name().equals(key.type().name());
            if (!possible) {
                lookup.report(
                        locations.getOrDefault(slot.name(), design.location()),
                        "attribute \"" + slot.name() + "\" is a key attribute of an index and must be of type "
                                + key.type() + ", but is of type " + slot.kind(),
                        "convert it with as, or rename it");
            }
            served.add(new Served(slot.name(), key.type(), limit(slot.name())));
        }
        return List.copyOf(served);
    }
}
