package io.rowlift.config;

import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads key attributes of one table: an attribute has one type, whichever keys it serves. */
final class KeyTypes {

    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_ATTRIBUTES = 4;

    private final Scope scope;
    private final Map<String, KeyType> types = new HashMap<>();

    KeyTypes(Scope scope) {
        this.scope = scope;
    }

    /** Returns the type of an attribute that has been read, or null. */
    @Nullable
    KeyType of(String attribute) {
        return types.get(attribute);
    }

    /** Reads {@code PK} or {@code { PK: N }}. */
    @Nullable
    KeyAttribute read(Node node, String name) {
        KeyAttribute attribute = node instanceof Node.Block block ? typed(block, name) : untyped(node, name);
        if (attribute == null) {
            return null;
        }
        if (attribute.name().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            scope.report(node.location(), name + " is longer than 255 bytes, which DynamoDB does not allow", null);
        }
        KeyType other = types.putIfAbsent(attribute.name(), attribute.type());
        if (other != null && other != attribute.type()) {
            scope.report(
                    node.location(),
                    "key attribute \"" + attribute.name() + "\" is " + attribute.type() + " here and " + other
                            + " in another key of the table",
                    "write { " + attribute.name() + ": N } in both places, or use two attributes");
        }
        return attribute;
    }

    /** Reads one attribute or a list of up to four, as the keys of indexes can have. */
    List<KeyAttribute> readUpToFour(Fields fields, String key) {
        Node node = fields.node(key);
        if (node == null) {
            return List.of();
        }
        List<Node> elements = node instanceof Node.Sequence ? fields.elements(key) : List.of(node);
        if (elements.size() > MAX_ATTRIBUTES) {
            fields.scope()
                    .report(
                            fields.location(key),
                            "\"" + key + "\" has " + elements.size() + " attributes, DynamoDB allows " + MAX_ATTRIBUTES,
                            null);
        }
        return elements.stream()
                .map(e -> read(e, "\"" + key + "\""))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable KeyAttribute untyped(Node node, String name) {
        String text = Scalars.text(node, name, scope);
        return text == null ? null : new KeyAttribute(text, KeyType.S);
    }

    private @Nullable KeyAttribute typed(Node.Block block, String name) {
        if (block.entries().size() != 1) {
            Scalars.wrong(block, name, "one attribute, such as PK or { PK: N }", null, scope);
            return null;
        }
        Map.Entry<String, Node.Entry> entry =
                block.entries().entrySet().iterator().next();
        KeyType type = Scalars.oneOf(
                entry.getValue().value(),
                "the type of \"" + entry.getKey() + "\"",
                Words.KEY_TYPES,
                "S, N or B",
                scope);
        return type == null ? null : new KeyAttribute(entry.getKey(), type);
    }
}
