package io.rowlift.architecture.canary.extra;

/** In a package that is no layer, under a name that says nothing. */
public record UnplacedHelper() {}
