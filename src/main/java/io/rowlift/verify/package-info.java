/**
 * Compares source and target by value, in both directions: every item that the source's rows make is looked up, and
 * every key of the target is looked for among them; mends what differs. Uses the one read path,
 * {@link io.rowlift.source.AggregateReader} and the mapping, and knows no product. What a comparison remembers is its own:
 * files in a directory that is given to it.
 */
@NullMarked
package io.rowlift.verify;

import org.jspecify.annotations.NullMarked;
