/**
 * Endpoints that stand in front of or in place of DynamoDB in tests: one that breaks things by plan and counts what
 * got through, one that takes everything at next to no cost.
 */
package io.rowlift.target.testing;
