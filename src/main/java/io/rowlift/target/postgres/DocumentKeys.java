package io.rowlift.target.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for keys that an object of a document has twice, of which jsonb keeps the last. The text is taken to be JSON. */
final class DocumentKeys {

    private final String text;

    /** The objects and arrays around the place, the innermost last: an object's keys so far, null for an array. */
    private final List<@Nullable Set<String>> path = new ArrayList<>();

    private int at;

    private DocumentKeys(String text) {
        this.text = text;
    }

    static boolean twice(String document) {
        return document.indexOf('{') >= 0 && new DocumentKeys(document).twice();
    }

    private boolean twice() {
        boolean key = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '{') {
                path.add(new HashSet<>());
                key = true;
            } else if (c == '[') {
                path.add(null);
                key = false;
            } else if (c == '}' || c == ']') {
                if (!path.isEmpty()) {
                    path.remove(path.size() - 1);
                }
            } else if (c == ',') {
                key = keys() != null;
            } else if (c == '"') {
                int start = at;
                boolean escaped = string();
                Set<String> keys = keys();
                if (key && keys != null && !keys.add(plain(text.substring(start, at - 1), escaped))) {
                    return true;
                }
                key = false;
            }
        }
        return false;
    }

    private @Nullable Set<String> keys() {
        return path.isEmpty() ? null : path.get(path.size() - 1);
    }

    /** Goes behind the end of a text; returns whether there are escapes in it. */
    private boolean string() {
        boolean escaped = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return escaped;
            }
            if (c == '\\') {
                escaped = true;
                at++;
            }
        }
        at = text.length() + 1;
        return escaped;
    }

    private static String plain(String key, boolean escaped) {
        if (!escaped) {
            return key;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '\\' || i + 1 == key.length()) {
                plain.append(c);
                continue;
            }
            char sign = key.charAt(++i);
            if (sign == 'u') {
                plain.append((char) Documents.unit(key, i - 1));
                i += 4;
            } else {
                int known = "bfnrt".indexOf(sign);
                plain.append(known < 0 ? sign : "\b\f\n\r\t".charAt(known));
            }
        }
        return plain.toString();
    }
}
