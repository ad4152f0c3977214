package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.NearestName;
import dev.turnstile.definitions.conditions.ConditionException;
import dev.turnstile.definitions.conditions.Conditions;
import dev.turnstile.definitions.conditions.Variable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the conditions of a file. */
final class ConditionText {

    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*");

    private static final Pattern WRONG_TYPES = Pattern.compile(
            "found no matching overload for '_?([^_']*)_?' applied to '\\(([^,)]*), ([^,)]*)\\)'.*", Pattern.DOTALL);

    private ConditionText() {}

    static Optional<String> overFields(Value value, Declared<Field> fields) {
        return checked(value, fields.isWhole(), "field", fields.all().stream().map(Conditions::variable));
    }

    static Optional<String> overMeasures(Value value, Declared<Measure> measures) {
        return checked(
                value,
                measures.isWhole(),
                "measure",
                measures.all().stream().map(measure -> Conditions.variable(measure, List.of())));
    }

    /** @param isWhole whether all names are known; without, it could not be told what is wrong */
    private static Optional<String> checked(Value value, boolean isWhole, String what, Stream<Variable> named) {
        Optional<String> text = value.text("a condition over " + what + "s, such as country == \"France\"");
        List<Variable> variables = named.toList();
        if (isWhole && text.isPresent()) {
            try {
                var unused = Conditions.compile(text.get(), variables);
            } catch (ConditionException e) {
                value.wrongAt(e.column(), inOurWords(String.valueOf(e.getMessage()), what, variables));
            }
        }
        return text;
    }

    private static String inOurWords(String message, String what, List<Variable> variables) {
        Matcher types = WRONG_TYPES.matcher(message);
        if (types.matches()) {
            return types.group(1) + " does not compare " + types.group(2) + " with " + types.group(3)
                    + ": expected values of one type";
        }
        Matcher unknown = UNKNOWN_NAME.matcher(message);
        if (!unknown.matches()) {
            return message;
        }
        List<String> names = variables.stream().map(Variable::name).toList();
        String hint = NearestName.question(unknown.group(1), names);
        return "there is no " + what + " " + unknown.group(1)
                + (hint.isEmpty() ? "; there are " + String.join(", ", names) : hint);
    }
}
