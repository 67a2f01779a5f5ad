package io.rowlift.report.html;

import io.rowlift.report.html.Page.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps somebody from reading a page: without seeing it, with a keyboard, or without network. */
final class Accessibility {

    private static final Pattern ADDRESS = Pattern.compile("https?://|\\burl\\(|@import", Pattern.CASE_INSENSITIVE);
    private static final Set<String> REACHING = Set.of("src", "srcset", "data", "action", "poster", "background");

    private final List<String> found = new ArrayList<>();

    private Accessibility() {}

    static List<String> problems(String html) {
        Page page = Page.of(html);
        Accessibility check = new Accessibility();
        check.language(page);
        check.headings(page);
        check.drawings(page);
        check.tables(page);
        check.links(page);
        check.selfContained(page);
        return check.found;
    }

    private void language(Page page) {
        if (page.all("html").stream().noneMatch(tag -> tag.attributes().containsKey("lang"))) {
            found.add("no language");
        }
        if (page.all("main").size() != 1) {
            found.add(page.all("main").size() + " main landmarks");
        }
    }

    private void headings(Page page) {
        int last = 0;
        for (Tag tag : page.tags()) {
            if (tag.name().matches("h[1-6]")) {
                int level = tag.name().charAt(1) - '0';
                if (level > last + 1 || (last > 0 && level == 1)) {
                    found.add("h" + level + " after h" + last);
                }
                last = level;
            }
        }
    }

    private void drawings(Page page) {
        for (Tag svg : page.all("svg")) {
            String inside = page.inside(svg);
            boolean described = svg.has("role", "img") && inside.contains("<title>") && inside.contains("<desc>");
            if (!svg.has("aria-hidden", "true") && !described) {
                found.add("drawing without title");
            }
        }
    }

    private void tables(Page page) {
        for (Tag table : page.all("table")) {
            if (!page.inside(table).contains("<caption")) {
                found.add("table without caption");
            }
        }
        if (page.all("th").stream().anyMatch(th -> !th.attributes().containsKey("scope"))) {
            found.add("table header without scope");
        }
    }

    private void links(Page page) {
        Set<String> ids = new HashSet<>();
        for (Tag tag : page.tags()) {
            String id = tag.attributes().get("id");
            if (id != null && !ids.add(id)) {
                found.add("id \"" + id + "\" twice");
            }
        }
        for (Tag tag : page.tags()) {
            String href = tag.attributes().get("href");
            String label = tag.attributes().get("aria-labelledby");
            if (href != null && !(href.startsWith("#") && ids.contains(href.substring(1)))) {
                found.add("link to " + href);
            }
            if (label != null && !ids.contains(label)) {
                found.add("labelled by " + label + ", which is not there");
            }
        }
    }

    private void selfContained(Page page) {
        for (Tag tag : page.tags()) {
            tag.attributes().keySet().stream()
                    .filter(name -> REACHING.contains(name) || name.startsWith("on") || name.equals("style"))
                    .forEach(name -> found.add("attribute " + name));
        }
        if (!page.all("script").isEmpty() || !page.all("link").isEmpty()) {
            found.add("script or link");
        }
        Matcher address = ADDRESS.matcher(page.html());
        while (address.find()) {
            found.add("address " + address.group());
        }
    }
}
