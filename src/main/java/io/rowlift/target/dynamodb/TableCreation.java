package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A table design as the request that creates it, indexes included: an index added later would be filled from the table. */
final class TableCreation {

    private TableCreation() {}

    /** Returns the request, without tags when {@code mark} is null. */
    static CreateTableRequest request(TableDesign design, String physical, @Nullable Mark mark) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(physical)
                .attributeDefinitions(definitions(design))
                .keySchema(keySchema(
                        design.key().subList(0, 1),
                        design.key().subList(1, design.key().size())));
        if (design.billing() instanceof Billing.Provisioned units) {
            request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(throughput(units));
        } else {
            request.billingMode(BillingMode.PAY_PER_REQUEST);
        }
        if (!design.indexes().isEmpty()) {
            request.globalSecondaryIndexes(design.indexes().values().stream()
                    .map(index -> index(index, design.billing()))
                    .toList());
        }
        if (mark != null) {
            request.tags(tags(mark));
        }
        return request.build();
    }

    static List<Tag> tags(Mark mark) {
        return mark.values().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static List<AttributeDefinition> definitions(TableDesign design) {
        Map<String, KeyAttribute> byName = new LinkedHashMap<>();
        Stream.concat(design.key().stream(), design.indexes().values().stream().flatMap(index -> index.key().stream()))
                .forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
        return byName.values().stream()
                .map(attribute -> AttributeDefinition.builder()
                        .attributeName(attribute.name())
                        .attributeType(attribute.type().name())
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {
        return Stream.concat(
                        partition.stream().map(attribute -> element(attribute, KeyType.HASH)),
                        sort.stream().map(attribute -> element(attribute, KeyType.RANGE)))
                .toList();
    }

    private static KeySchemaElement element(KeyAttribute attribute, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(attribute.name())
                .keyType(type)
                .build();
    }

    private static GlobalSecondaryIndex index(Index index, Billing billing) {
        GlobalSecondaryIndex.Builder request = GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.partition(), index.sort()))
                .projection(projection(index.projection()));
        if (billing instanceof Billing.Provisioned units) {
            request.provisionedThroughput(throughput(units));
        }
        return request.build();
    }

    private static Projection projection(TableDesign.Projection projection) {
        return switch (projection.kind()) {
            case ALL -> Projection.builder().projectionType(ProjectionType.ALL).build();
            case KEYS_ONLY ->
                Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
            case INCLUDE ->
                Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(projection.attributes())
                        .build();
        };
    }

    private static ProvisionedThroughput throughput(Billing.Provisioned units) {
        return ProvisionedThroughput.builder()
                .readCapacityUnits(units.read())
                .writeCapacityUnits(units.write())
                .build();
    }
}
