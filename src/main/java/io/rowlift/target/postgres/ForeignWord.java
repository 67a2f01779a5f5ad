package io.rowlift.target.postgres;

import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of an expression as MySQL or MariaDB prints it.
 *
 * @param kind what it is
 * @param text names and texts without quotes and escapes, bytes in hexadecimal digits, everything else as it is written
 */
record ForeignWord(Kind kind, String text) {
    enum Kind {
        NAME,
        QUOTED,
        TEXT,
        BYTES,
        BITS,
        NUMBER,
        SIGN,
        END
    }

    private static final List<String> SIGNS =
            List.of("<=>", "->>", "->", "<>", "!=", "<=", ">=", "||", "&&", "<<", ">>");

    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
    }

    /** Cuts an expression into its words; the last one is its end. */
    static List<ForeignWord> cut(String expression) throws Untranslatable {
        return new Cutter(expression).cut();
    }

    private static final class Cutter {
        private final String expression;
        private final List<ForeignWord> words = new ArrayList<>();
        private int at;

        Cutter(String expression) {
            this.expression = expression;
        }

        List<ForeignWord> cut() throws Untranslatable {
            while (at < expression.length()) {
                next(expression.charAt(at));
            }
            words.add(new ForeignWord(Kind.END, ""));
            return words;
        }

        private void next(char c) throws Untranslatable {
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'' || c == '"') {
                words.add(new ForeignWord(Kind.TEXT, quoted(c)));
            } else if (c == '`') {
                words.add(new ForeignWord(Kind.QUOTED, quoted(c)));
            } else if (literal(c, "xX")) {
                at++;
                words.add(new ForeignWord(Kind.BYTES, quoted('\'')));
            } else if (literal(c, "bB")) {
                at++;
                words.add(new ForeignWord(Kind.BITS, quoted('\'')));
            } else if (literal(c, "nN")) {
                at++;
            } else if (expression.startsWith("0x", at)) {
                String word = taken("");
                words.add(new ForeignWord(Kind.BYTES, word.substring(2)));
            } else if (c == '_' && introduces()) {
                taken("_");
            } else if (Character.isLetter(c) || c == '_' || c == '@') {
                words.add(new ForeignWord(Kind.NAME, taken("_$@")));
            } else if (Character.isDigit(c)) {
                words.add(new ForeignWord(Kind.NUMBER, number()));
            } else {
                String sign = SIGNS.stream()
                        .filter(s -> expression.startsWith(s, at))
                        .findFirst()
                        .orElse(String.valueOf(c));
                words.add(new ForeignWord(Kind.SIGN, sign));
                at += sign.length();
            }
        }

        private boolean literal(char c, String letters) {
            return letters.indexOf(c) >= 0 && expression.startsWith("'", at + 1);
        }

        /** {@code _utf8mb4'text'}: all texts are in UTF-8 here; bytes under that name are not. */
        private boolean introduces() throws Untranslatable {
            int end = at + 1;
            while (end < expression.length() && Character.isLetterOrDigit(expression.charAt(end))) {
                end++;
            }
            boolean text = end < expression.length() && "'\"\\".indexOf(expression.charAt(end)) >= 0;
            if (text && expression.startsWith("_binary", at)) {
                throw new Untranslatable("it holds bytes");
            }
            return text;
        }

        private String taken(String more) {
            int start = at;
            while (at < expression.length()
                    && (Character.isLetterOrDigit(expression.charAt(at)) || more.indexOf(expression.charAt(at)) >= 0)) {
                at++;
            }
            return expression.substring(start, at);
        }

        private String number() {
            String digits = taken(".");
            boolean exponent = digits.matches("[\\d.]+[eE]") && at < expression.length();
            if (exponent && "+-".indexOf(expression.charAt(at)) >= 0) {
                char sign = expression.charAt(at);
                at++;
                return digits + sign + taken("");
            }
            return digits;
        }

        private String quoted(char quote) throws Untranslatable {
            StringBuilder text = new StringBuilder();
            at++;
            while (at < expression.length()) {
                char c = expression.charAt(at);
                if (c == quote && !expression.startsWith(String.valueOf(quote), at + 1)) {
                    at++;
                    return text.toString();
                }
                boolean pair = c == quote || (c == '\\' && quote != '`' && at + 1 < expression.length());
                text.append(c == '\\' && pair ? escaped(expression.charAt(at + 1)) : String.valueOf(c));
                at += pair ? 2 : 1;
            }
            throw new Untranslatable("a quote is not closed");
        }

        private static String escaped(char letter) throws Untranslatable {
            return switch (letter) {
                case '0' -> throw new Untranslatable("it holds a NUL byte");
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case 'b' -> "\b";
                case 'Z' -> "\u001a";
                case '%', '_' -> "\\" + letter;
                default -> String.valueOf(letter);
            };
        }
    }
}
