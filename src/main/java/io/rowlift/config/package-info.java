/**
 * Job and mapping files: from YAML to the values of {@link io.rowlift.plan} and {@link io.rowlift.mapping}, with
 * everything that is wrong in a file reported at once. The only package that knows YAML; it must not know databases: what
 * needs one to be checked, such as the existence of a column, is checked elsewhere.
 */
@NullMarked
package io.rowlift.config;

import org.jspecify.annotations.NullMarked;
