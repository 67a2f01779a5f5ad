package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.Format;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Location;
import io.rowlift.source.Inspected.KeyPart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectedTest {

    private static final Location HERE = new Location("m.yaml", 1);

    @Test
    void takesTheKeysOfTableAndIndexes() {
        Variable mail = new Variable("mail", List.of(new Format(Format.Kind.LOWER, 0)));
        Variable day = new Variable("day", List.of(new Format(Format.Kind.ISO, 0)));
        ItemDesign item = new ItemDesign(
                "shop",
                null,
                null,
                Map.of("PK", template(mail)),
                Map.of("GSI1PK", template(day), "GSI1SK", template(mail)),
                List.of(),
                List.of(),
                Nulls.OMIT,
                HERE);
        Entity entity = new Entity("E", Aggregates.of("users"), List.of(item), Names.AS_IS, HERE);
        assertThat(Inspected.of(entity).keyParts())
                .containsExactlyInAnyOrder(new KeyPart("mail", true), new KeyPart("day", false));
        assertThat(Inspected.of(entity).aggregate()).isEqualTo(entity.aggregate());
    }

    private static Template template(Variable variable) {
        return new Template("X#...", List.of(new Literal("X#"), variable), HERE);
    }
}
