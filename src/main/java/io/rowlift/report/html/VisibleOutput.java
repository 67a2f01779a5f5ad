package io.rowlift.report.html;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;

/**
 * Makes visible what a text holds and a reader would not see, before it is escaped for its place: a key that contains a
 * right-to-left mark would otherwise be read as another one. Here, so that no template can forget it.
 */
final class VisibleOutput extends OwaspHtmlTemplateOutput {

    VisibleOutput(TemplateOutput page) {
        super(page);
    }

    @Override
    public void writeUserContent(String text) {
        super.writeUserContent(visible(text));
    }

    static String visible(String text) {
        if (text.codePoints().noneMatch(VisibleOutput::isInvisible)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isInvisible(point)) {
                visible.append("\u27e8U+").append("%04X".formatted(point)).append('\u27e9');
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }

    /** Half of a surrogate pair as well: as UTF-8 it would become a question mark. */
    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
