/**
 * Compares source and target by value, in both directions: every item that the source's rows make is looked up, and
 * every key of the target is looked for among them. Uses the one read path, {@link io.rowlift.source.AggregateReader}
 * and the mapping, and knows neither the store of a run nor any product.
 */
@NullMarked
package io.rowlift.verify;

import org.jspecify.annotations.NullMarked;
