package io.rowlift.schema;

/**
 * A column of a table or of a statement.
 *
 * @param name exact name
 * @param type what it holds
 * @param nullable whether NULL can occur; true where the source cannot tell, as for expressions
 * @param declared the type as the source prints it, for messages and for the schema's fingerprint
 */
public record Column(String name, Type type, boolean nullable, String declared) {}
