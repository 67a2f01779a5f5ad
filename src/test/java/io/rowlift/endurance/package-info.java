/**
 * The program as a whole under what befalls it in the field: kills, faults of source and target, more rows than memory.
 * Everything here runs as processes of its own; nothing of the program's inside is used but to halt it at a named moment.
 */
package io.rowlift.endurance;
