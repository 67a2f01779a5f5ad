package io.rowlift.mapping;

import java.util.Random;

/** Randomness that can be repeated: {@code -Drowlift.seed=...} with the seed that a failed run printed. */
final class Seeds {

    private Seeds() {}

    static Random random() {
        long seed = Long.getLong("rowlift.seed", System.nanoTime());
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    /** Returns text of few different characters, so that collisions are likely. */
    static String text(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
