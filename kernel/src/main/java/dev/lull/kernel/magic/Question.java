package dev.lull.kernel.magic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that only asks about a name, as IPython's users do: {@code String?}, {@code ?list.add}, and with a second mark for
 * more. No Java begins or ends with a question mark right at a name.
 *
 * @param about  what is asked about
 * @param detail 1 for more than 0
 */
record Question(String about, int detail) {
    private static final Pattern FORM = Pattern.compile("\\s*(?:(?<mark>\\?\\??)(?<after>[^\\s?][^?\\n;]*)|(?<before>[^\\s?][^?\\n;]*)(?<=\\S)(?<end>\\?\\??))\\s*");

    static Optional<Question> in(String code) {
        if (code.indexOf('?') < 0) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(code);
        if (!form.matches()) {
            return Optional.empty();
        }
        String mark = form.group("mark") != null ? form.group("mark") : form.group("end");
        String about = form.group("after") != null ? form.group("after") : form.group("before");
        return Optional.of(new Question(about.strip(), mark.length() - 1));
    }
}
