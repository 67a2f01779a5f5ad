package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.target.dynamodb.Faults.Fault;
import io.rowlift.target.dynamodb.Retries.Attempts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Sends one batch again and again until the service has taken the last item of it. */
final class BatchWriter {

    private final DynamoDbClient client;
    private final TargetSettings.DynamoDb settings;
    private final Map<String, TableDesign> designs;
    private final Retries retries;
    private final RateLimit limit;
    private final RunSignal signal;
    private final Tally tally;
    private final Settling settling;

    BatchWriter(
            DynamoDbClient client,
            TargetSettings.DynamoDb settings,
            Map<String, TableDesign> designs,
            Retries retries,
            RateLimit limit,
            RunSignal signal,
            Tally tally,
            Settling settling) {
        this.client = client;
        this.settings = settings;
        this.designs = designs;
        this.retries = retries;
        this.limit = limit;
        this.signal = signal;
        this.tally = tally;
        this.settling = settling;
    }

    /** Returns how many items the service's answers have acknowledged, when nothing of the batch is left to send. */
    int write(Batch batch) {
        return new Delivery(batch).complete();
    }

    /** A batch on its way; what is left of it shrinks. */
    private final class Delivery {

        private final Batch batch;
        private final Call call;
        private final Attempts attempts;
        private final double unitsPerItem;
        private List<WriteRequest> left;
        private int acknowledged;

        Delivery(Batch batch) {
            this.batch = batch;
            this.call = new Call("BatchWriteItem", settings.physicalName(batch.table()));
            this.attempts = retries.begin(call);
            this.unitsPerItem = (double) batch.units() / batch.operations().size();
            TableDesign design = Objects.requireNonNull(designs.get(batch.table()), "a batch of an unknown table");
            this.left = batch.operations().stream()
                    .map(operation -> operation.request(design))
                    .toList();
        }

        int complete() {
            for (boolean repetition = false; !attempt(repetition); repetition = true) {
                attempts.pause();
            }
            return acknowledged;
        }

        /** Returns whether nothing is left. */
        private boolean attempt(boolean repetition) {
            double estimate = left.size() * unitsPerItem;
            limit.acquire(estimate, repetition);
            signal.checkWrite();
            try {
                take(send(), estimate);
            } catch (SdkException e) {
                failed(e, estimate);
            }
            return left.isEmpty();
        }

        private BatchWriteItemResponse send() {
            return client.batchWriteItem(request -> request.requestItems(Map.of(call.table(), left))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        }

        private void take(BatchWriteItemResponse answer, double estimate) {
            List<WriteRequest> unprocessed = answer.unprocessedItems().getOrDefault(call.table(), List.of());
            int taken = left.size() - unprocessed.size();
            double units = answer.hasConsumedCapacity()
                    ? answer.consumedCapacity().stream()
                            .mapToDouble(ConsumedCapacity::capacityUnits)
                            .sum()
                    : taken * unitsPerItem;
            limit.consumed(estimate, units);
            tally.consumed(units);
            tally.acknowledged(taken);
            acknowledged += taken;
            if (taken > 0) {
                attempts.answered();
            }
            left = unprocessed;
            if (!left.isEmpty()) {
                tally.throttled();
                limit.throttled();
            }
        }

        private void failed(SdkException e, double estimate) {
            Fault fault = attempts.failed(e);
            switch (fault) {
                case THROTTLED, HOT_PARTITION -> {
                    limit.consumed(estimate, 0);
                    tally.throttled();
                    if (fault == Fault.THROTTLED) {
                        limit.throttled();
                    }
                }
                case REFUSED -> refused((AwsServiceException) e);
                case BROKEN -> {
                    settling.unanswered();
                    // may have been applied: the units stay charged, the repetition writes the same
                }
            }
        }

        /** The service does not say which item of a batch it means, so that each is sent alone to find out. */
        private void refused(AwsServiceException e) {
            boolean byAnItem = Faults.code(e).equals("ValidationException");
            if (!byAnItem || batch.operations().size() == 1) {
                throw Refusals.of(
                        call, e, byAnItem ? key(batch.operations().get(0).key()) : null);
            }
            acknowledged = 0; // whatever an earlier answer has taken is sent again
            for (Operation operation : batch.operations()) {
                acknowledged += write(new Batch(batch.table(), List.of(operation), batch.units(), batch.bytes()));
            }
            left = List.of();
        }

        private String key(ItemKey key) {
            TableDesign design = designs.get(batch.table());
            return design == null ? "" : "(" + key.text(design) + ")";
        }
    }
}
