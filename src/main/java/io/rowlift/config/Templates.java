package io.rowlift.config;

import io.rowlift.mapping.Template;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.mapping.TemplateParser;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.util.List;
import java.util.stream.Stream;

/** Reads templates, which are written in quotes. */
final class Templates {

    private Templates() {}

    /** Returns the template of a node, or one without parts after a report. */
    static Template read(Node node, String name, Scope scope) {
        Node.Text text = Scalars.scalar(node, name, scope);
        if (text == null) {
            return broken(node.location());
        }
        if (text.missing()) {
            scope.report(text.location(), name + " has no value", "write a template in quotes, such as \"USER#{id}\"");
            return broken(text.location());
        }
        if (!text.quoted()) {
            scope.report(
                    text.location(),
                    name + " is a template and must be quoted",
                    "write \"{" + text.value() + "}\" for the column or \"" + text.value() + "\" for the text");
            return broken(text.location());
        }
        return parse(text, name, scope);
    }

    /** Parses a quoted text. */
    static Template parse(Node.Text text, String name, Scope scope) {
        Problems found = new Problems();
        Template template = TemplateParser.parse(text.value(), text.location(), found);
        found.list().forEach(p -> scope.report(text.location(), name + ": " + p.message(), p.remedy()));
        return template == null ? broken(text.location()) : template;
    }

    /** Returns the variable parts. */
    static Stream<Variable> variables(Template template) {
        return template.parts().stream().filter(Variable.class::isInstance).map(Variable.class::cast);
    }

    /** What stands in for a template that was reported. */
    private static Template broken(Location location) {
        return new Template("", List.of(), location);
    }
}
