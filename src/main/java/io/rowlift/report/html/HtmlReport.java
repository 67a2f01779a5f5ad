package io.rowlift.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.rowlift.report.Report;

/** Renders a report as one HTML page. */
public final class HtmlReport {

    /** Finds the classes that the build made of the templates; compiles nothing itself. */
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());

    private HtmlReport() {}

    /** Returns the page, which needs nothing beside it. */
    public static String render(Report report) {
        StringOutput page = new StringOutput();
        TEMPLATES.render("page.jte", report, new VisibleOutput(page));
        return page.toString();
    }
}
