package io.rowlift.problem;

/**
 * A place in a file that a user wrote.
 *
 * @param file the path as the user would type it
 * @param line the line, counted from 1
 */
public record Location(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
