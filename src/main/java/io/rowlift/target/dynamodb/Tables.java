package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.problem.RefusedException;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** All tables of a mapping, from the look at them before a run to the last step after it. */
final class Tables {

    private final TargetSettings.DynamoDb settings;
    private final Map<String, TableDesign> designs;
    private final Endpoint endpoint;
    private final TableCalls calls;
    private final OwnershipCheck ownership;
    private final TimeToLive timeToLive;
    private volatile boolean takeOver;

    Tables(TargetSettings.DynamoDb settings, Mapping mapping, Ownership owner, Endpoint endpoint, TableCalls calls) {
        this.settings = settings;
        this.designs = mapping.tables();
        this.endpoint = endpoint;
        this.calls = calls;
        this.ownership = new OwnershipCheck(calls, new TagMarks(calls), owner);
        this.timeToLive = new TimeToLive(calls);
    }

    String identity() {
        StringJoiner tables = new StringJoiner(", ");
        String account = "";
        for (TableDesign design : designs.values()) {
            String physical = settings.physicalName(design.name());
            Optional<TableDescription> table = calls.describe(physical);
            tables.add(physical + " "
                    + table.map(t -> "created " + t.creationDateTime()).orElse("absent"));
            account = table.map(TableDescription::tableArn).map(Tables::account).orElse(account);
        }
        return "dynamodb " + endpoint.kind() + (account.isEmpty() ? "" : " account " + account) + " region "
                + endpoint.region().id() + ": " + tables;
    }

    /** Returns the fifth part of {@code arn:aws:dynamodb:eu-west-1:123456789012:table/shop}. */
    private static String account(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }

    Claim.Answer claim(Claim claim) {
        ownership.claim(claim);
        List<Problem> refusals = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (TableDesign design : designs.values()) {
            String physical = settings.physicalName(design.name());
            Optional<TableDescription> table = calls.describe(physical);
            if (table.isEmpty()) {
                ownership.absent(physical);
            } else if (!settings.shared()) {
                Optional.ofNullable(ownership.check(design, table.get())).ifPresent(refusals::add);
                Optional.ofNullable(ownership.notice(table.get())).ifPresent(notices::add);
            }
        }
        return new Claim.Answer(refusals, notices);
    }

    List<Problem> check(boolean takeOverAllowed) {
        this.takeOver = takeOverAllowed;
        Problems problems = new Problems();
        for (TableDesign design : designs.values()) {
            String physical = settings.physicalName(design.name());
            Optional<TableDescription> table = calls.describe(physical);
            if (table.isEmpty()) {
                DesignLimits.check(design, problems);
            } else {
                checkExisting(design, table.get(), problems);
            }
        }
        return problems.list();
    }

    private void checkExisting(TableDesign design, TableDescription table, Problems problems) {
        Differences.check(design, table, problems);
        add(timeToLive.check(design, table.tableName()), problems);
        if (!settings.shared() && !takeOver) {
            add(ownership.check(design, table), problems);
        }
    }

    private static void add(@Nullable Problem problem, Problems problems) {
        if (problem != null) {
            problems.add(problem.location(), problem.message(), problem.remedy());
        }
    }

    void prepare() {
        for (TableDesign design : designs.values()) {
            String physical = settings.physicalName(design.name());
            if (calls.describe(physical).isEmpty()) {
                calls.create(TableCreation.request(design, physical, ownership.mark()));
            }
        }
        for (TableDesign design : designs.values()) {
            adopt(design);
        }
    }

    /** Between the check and now another migration may have created or adopted the same table. */
    private void adopt(TableDesign design) {
        String physical = settings.physicalName(design.name());
        TableDescription table = calls.describe(physical)
                .orElseThrow(() -> new RefusedException(
                        "table \"" + physical + "\" disappeared while it was being prepared", "run the command again"));
        Problems problems = new Problems();
        checkExisting(design, table, problems);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems.list());
        }
        ownership.adopt(table, settings.shared());
    }

    void complete() {
        for (TableDesign design : designs.values()) {
            String physical = settings.physicalName(design.name());
            if (!settings.shared()) {
                calls.describe(physical).ifPresent(ownership::requireKept);
            }
            timeToLive.complete(design, physical);
        }
    }
}
