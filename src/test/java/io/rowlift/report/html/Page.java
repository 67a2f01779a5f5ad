package io.rowlift.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of an HTML page, in order: enough to check how it is built. */
record Page(String html, List<Tag> tags) {

    private static final Pattern TAG = Pattern.compile("<([a-z0-9]+)((?:\\s+[a-z0-9-]+(?:=\"[^\"]*\")?)*)\\s*/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z0-9-]+)(?:=\"([^\"]*)\")?");

    /**
     * One start tag.
     *
     * @param end where it ends in the page
     */
    record Tag(String name, Map<String, String> attributes, int end) {

        boolean has(String attribute, String value) {
            return value.equals(attributes.get(attribute));
        }
    }

    static Page of(String html) {
        List<Tag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2) == null ? "" : attribute.group(2));
            }
            tags.add(new Tag(tag.group(1), attributes, tag.end()));
        }
        return new Page(html, tags);
    }

    List<Tag> all(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name)).toList();
    }

    /** Returns what stands between a tag and its end tag; the tag does not nest. */
    String inside(Tag tag) {
        return html.substring(tag.end(), html.indexOf("</" + tag.name() + ">", tag.end()));
    }
}
