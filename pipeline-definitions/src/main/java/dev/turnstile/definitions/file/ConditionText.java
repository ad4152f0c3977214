package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.NearestName;
import dev.turnstile.definitions.conditions.ConditionException;
import dev.turnstile.definitions.conditions.Conditions;
import dev.turnstile.definitions.conditions.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the conditions of a file, and tells what CEL's checker finds in the words of definitions. */
final class ConditionText {

    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*");

    private static final Pattern WRONG_TYPES = Pattern.compile(
            "found no matching overload for '_?([^'_]*)_?' applied to '\\(([^,)]*), ([^,)]*)\\)'.*", Pattern.DOTALL);

    private static final Pattern WRONG_TYPE = Pattern.compile(
            "found no matching overload for '_?([^'_]*)_?' applied to '([^(]*?)\\.?\\(([^)]*)\\)'.*", Pattern.DOTALL);

    private static final Pattern NO_CONDITION = Pattern.compile("expected type 'bool' but found '([^']*)'.*");

    private static final Pattern POINT = Pattern.compile("type '[^']*' does not support field selection.*");

    private static final Pattern NO_CEL = Pattern.compile(
            "(?:token recognition error at: |mismatched input |extraneous input |missing .* at )'(.*?)'(?: expecting.*)?",
            Pattern.DOTALL);

    private static final String CEL = ": conditions are in CEL, with == for equal, && for and, || for or, ! for not";

    /** CEL's names of types, longest first. */
    private static final Pattern TYPE = Pattern.compile("google\\.protobuf\\.\\w+|\\b(?:int|double|bool)\\b");

    private static final Map<String, String> OUR_TYPES = Map.of(
            "int",
            "integer",
            "double",
            "decimal",
            "bool",
            "boolean",
            "google.protobuf.Timestamp",
            "time",
            "google.protobuf.Duration",
            "duration");

    private ConditionText() {}

    static Optional<String> overFields(Value value, Declared<Field> fields) {
        return checked(value, fields.isWhole(), "field", fields.all().stream().map(Conditions::variable));
    }

    /** @param fields that the measures are of */
    static Optional<String> overMeasures(Value value, Declared<Measure> measures, Declared<Field> fields) {
        return checked(
                value,
                measures.isWhole(),
                "measure",
                measures.all().stream().map(measure -> Conditions.variable(measure, fields.all())));
    }

    /** @param isWhole whether all names are known; without, it could not be told what is wrong */
    private static Optional<String> checked(Value value, boolean isWhole, String what, Stream<Variable> named) {
        Optional<String> text = value.text("a condition over " + what + "s, such as country == \"France\"");
        List<Variable> variables = named.toList();
        if (isWhole && text.isPresent()) {
            try {
                var unused = Conditions.compile(text.get(), variables);
            } catch (ConditionException e) {
                value.wrongAt(e.offset(), inOurWords(String.valueOf(e.getMessage()), what, variables));
            }
        }
        return text;
    }

    private static String inOurWords(String message, String what, List<Variable> variables) {
        Matcher unknown = UNKNOWN_NAME.matcher(message);
        if (unknown.matches()) {
            List<String> names = variables.stream().map(Variable::name).toList();
            String hint = NearestName.question(unknown.group(1), names);
            return "there is no " + what + " " + unknown.group(1)
                    + (hint.isEmpty() ? "; there are " + String.join(", ", names) : hint);
        }
        Matcher types = WRONG_TYPES.matcher(message);
        if (types.matches()) {
            return types.group(1) + " does not compare " + ours(types.group(2)) + " with " + ours(types.group(3))
                    + ": expected values of one type";
        }
        Matcher type = WRONG_TYPE.matcher(message);
        if (type.matches()) {
            return type.group(1) + " is not for " + ours(type.group(2).isEmpty() ? type.group(3) : type.group(2))
                    + ": expected such as country.startsWith(\"F\")";
        }
        Matcher noCondition = NO_CONDITION.matcher(message);
        if (noCondition.matches()) {
            return "this is of type " + ours(noCondition.group(1))
                    + ", and no condition: compare it, such as by == or has()";
        }
        if (POINT.matcher(message).matches()) {
            return "a " + what + " is named by one word: expected such as country == \"France\"";
        }
        Matcher noCel = NO_CEL.matcher(message);
        return noCel.matches() ? unexpected(noCel.group(1)) + CEL : message;
    }

    private static String unexpected(String part) {
        return part.equals("<EOF>")
                ? "the condition ends where more was expected"
                : "\"" + part.strip() + "\" was not expected here";
    }

    private static String ours(String types) {
        return TYPE.matcher(types).replaceAll(type -> ourType(type));
    }

    private static String ourType(MatchResult type) {
        return OUR_TYPES.getOrDefault(type.group(), type.group());
    }
}
