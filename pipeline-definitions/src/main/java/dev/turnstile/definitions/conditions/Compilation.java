package dev.turnstile.definitions.conditions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.conditions.Judgement.Comparator;
import dev.turnstile.definitions.conditions.Judgement.TextTest;
import dev.turnstile.events.Times;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/**
 * Makes plain comparisons of a condition that CEL's checker has found sound.
 *
 * <p>CEL knows no decimals, and makes a floating point number of {@code 100.00}. So it is read once more from the condition's
 * text, and everything is compared in units of the last place.
 */
final class Compilation {

    private static final String ALLOWED =
            "a condition is made of ==, !=, <, <=, >, >=, in, &&, ||, !, has, startsWith, endsWith, contains"
                    + " and matches, between one field and a value or another field";

    private static final int LONGEST_PATTERN = 200;
    private static final java.util.regex.Pattern NUMBER =
            java.util.regex.Pattern.compile("-?\\s*[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,2})?");

    private static final Map<String, BiFunction<Judgement, Judgement, Judgement>> BOTH =
            Map.of("_&&_", Judgement.And::new, "_||_", Judgement.Or::new);

    private static final Map<String, Comparator> COMPARATORS =
            Map.of("_==_", Comparator.EQUAL, "_<_", Comparator.LESS, "_<=_", Comparator.LESS_OR_EQUAL);

    private final String cel;
    private final CelAbstractSyntaxTree tree;
    private final List<Variable> variables;
    private final Set<Integer> fields = new HashSet<>();

    Compilation(String cel, CelAbstractSyntaxTree tree, List<Variable> variables) {
        this.cel = cel;
        this.tree = tree;
        this.variables = variables;
    }

    Condition condition() {
        Judgement judgement = judgement(tree.getExpr());
        return new Condition(judgement, fields);
    }

    private Judgement judgement(CelExpr expression) {
        if (expression.getKind() == Kind.IDENT) {
            return new Judgement.Flag(place(expression));
        }
        if (expression.getKind() == Kind.CONSTANT) {
            return new Judgement.Constant(expression.constant().booleanValue());
        }
        if (expression.getKind() != Kind.CALL) {
            throw wrong(expression, ALLOWED);
        }
        String function = expression.call().function();
        List<CelExpr> arguments = expression.call().args();
        if (BOTH.containsKey(function)) {
            return Objects.requireNonNull(BOTH.get(function))
                    .apply(judgement(arguments.get(0)), judgement(arguments.get(1)));
        }
        return switch (function) {
            case "!_" -> new Judgement.Not(judgement(arguments.get(0)));
            case "_!=_" -> new Judgement.Not(comparison(expression, "_==_", arguments.get(0), arguments.get(1)));
            case "_==_", "_<_", "_<=_" -> comparison(expression, function, arguments.get(0), arguments.get(1));
            case "_>_", "_>=_" -> comparison(expression, swapped(function), arguments.get(1), arguments.get(0));
            case "@in" -> in(expression, arguments.get(0), arguments.get(1));
            case Conditions.HAS -> new Judgement.Present(place(arguments.get(0)));
            case "startsWith", "endsWith", "contains" -> textHas(expression, function, arguments.get(0));
            case "matches" -> matches(expression, arguments.get(0));
            default -> throw wrong(expression, ALLOWED);
        };
    }

    private static String swapped(String function) {
        return function.equals("_>_") ? "_<_" : "_<=_";
    }

    private Judgement textHas(CelExpr expression, String function, CelExpr other) {
        return new Judgement.TextHas(
                place(target(expression)),
                TextTest.valueOf(function),
                text(other).getBytes(StandardCharsets.UTF_8));
    }

    private Judgement matches(CelExpr expression, CelExpr pattern) {
        String text = text(pattern);
        try {
            if (text.length() <= LONGEST_PATTERN) {
                return new Judgement.TextMatches(place(target(expression)), Pattern.compile(text));
            }
        } catch (PatternSyntaxException e) {
            throw wrong(pattern, "expected a pattern such as \"^C[0-9]+$\", which this is not: " + e.getDescription());
        }
        throw wrong(pattern, "expected a pattern of at most " + LONGEST_PATTERN + " characters");
    }

    private CelExpr target(CelExpr expression) {
        return expression.call().target().orElseThrow(() -> wrong(expression, ALLOWED));
    }

    private Judgement comparison(CelExpr whole, String function, CelExpr left, CelExpr right) {
        Comparator comparator = Objects.requireNonNull(COMPARATORS.get(function), function);
        Optional<Variable> one = variable(left);
        Optional<Variable> other = variable(right);
        Variable first = one.or(() -> other).orElseThrow(() -> wrong(whole, ALLOWED));
        if (first.type() == Field.Type.STRING || first.type() == Field.Type.BOOLEAN) {
            if (comparator != Comparator.EQUAL) {
                throw wrong(
                        whole,
                        first.name() + " is of type " + first.type().name().toLowerCase(java.util.Locale.ROOT)
                                + ", which has no order: expected == or !=");
            }
            return first.type() == Field.Type.STRING ? textIs(left, right) : flagIs(left, right);
        }
        int scale = Math.max(scaleOf(left), scaleOf(right));
        return new Judgement.Comparison(quantity(left, scale), comparator, quantity(right, scale));
    }

    private Judgement textIs(CelExpr left, CelExpr right) {
        boolean isLeft = variable(left).isPresent();
        int field = place(isLeft ? left : right);
        CelExpr other = isLeft ? right : left;
        return variable(other).isPresent()
                ? new Judgement.TextIsOther(field, place(other))
                : new Judgement.TextIs(field, text(other).getBytes(StandardCharsets.UTF_8));
    }

    private Judgement flagIs(CelExpr left, CelExpr right) {
        return new Judgement.Comparison(flag(left), Comparator.EQUAL, flag(right));
    }

    private Quantity flag(CelExpr expression) {
        return variable(expression).isPresent()
                ? new Quantity.Read(place(expression), 1)
                : new Quantity.Written(constant(expression).booleanValue() ? 1 : 0);
    }

    private Judgement in(CelExpr whole, CelExpr left, CelExpr list) {
        Variable variable = variable(left).orElseThrow(() -> wrong(whole, ALLOWED));
        if (list.getKind() != Kind.LIST) {
            throw wrong(list, "expected a list, such as [\"a\", \"b\"]");
        }
        List<CelExpr> elements = list.list().elements();
        if (variable.type() == Field.Type.STRING) {
            List<byte[]> texts = new ArrayList<>();
            elements.forEach(element -> texts.add(text(element).getBytes(StandardCharsets.UTF_8)));
            return new Judgement.TextIn(place(left), List.copyOf(texts));
        }
        Set<Long> numbers = new HashSet<>();
        elements.forEach(element -> numbers.add(written(element, variable.scale())));
        return new Judgement.NumberIn(quantity(left, variable.scale()), Set.copyOf(numbers));
    }

    private int scaleOf(CelExpr expression) {
        return variable(expression).map(Variable::scale).orElse(0);
    }

    private Quantity quantity(CelExpr expression, int scale) {
        Optional<Variable> variable = variable(expression);
        if (variable.isPresent()) {
            long factor = BigDecimal.TEN.pow(scale - variable.get().scale()).longValueExact();
            return new Quantity.Read(place(expression), factor);
        }
        return new Quantity.Written(written(expression, scale));
    }

    /** A number or a time that is written in the condition, in units of the last of {@code scale} places. */
    private long written(CelExpr expression, int scale) {
        if (isCall(expression, "timestamp")) {
            try {
                return Times.parseIso(text(expression.call().args().get(0)), ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw wrong(expression, "expected a time such as timestamp(\"2025-11-24T10:50:00Z\")");
            }
        }
        if (isCall(expression, "-_")) {
            return -written(expression.call().args().get(0), scale);
        }
        CelConstant constant = constant(expression);
        BigDecimal number = switch (constant.getKind()) {
            case INT64_VALUE -> BigDecimal.valueOf(constant.int64Value());
            case DOUBLE_VALUE -> asWritten(expression, constant.doubleValue());
            default -> throw wrong(expression, ALLOWED);
        };
        try {
            return number.movePointRight(scale).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(
                    expression,
                    number.toPlainString() + " has more decimals than what it is compared with, which has " + scale);
        }
    }

    /** The decimal of which CEL has made a floating point number. */
    private BigDecimal asWritten(CelExpr expression, double value) {
        Matcher number = NUMBER.matcher(cel);
        if (number.find(cel.offsetByCodePoints(0, offset(expression)))) {
            BigDecimal written = new BigDecimal(number.group().replaceAll("\\s", ""));
            if (written.doubleValue() == value) {
                return written;
            }
        }
        return BigDecimal.valueOf(value);
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.getKind() == Kind.CALL && expression.call().function().equals(function);
    }

    private String text(CelExpr expression) {
        CelConstant constant = constant(expression);
        if (constant.getKind() != CelConstant.Kind.STRING_VALUE) {
            throw wrong(expression, "expected a text in quotes");
        }
        return constant.stringValue();
    }

    private CelConstant constant(CelExpr expression) {
        if (expression.getKind() != Kind.CONSTANT) {
            throw wrong(expression, ALLOWED);
        }
        return expression.constant();
    }

    private Optional<Variable> variable(CelExpr expression) {
        return expression.getKind() != Kind.IDENT
                ? Optional.empty()
                : variables.stream()
                        .filter(variable ->
                                variable.name().equals(expression.ident().name()))
                        .findFirst();
    }

    private int place(CelExpr expression) {
        Variable variable = variable(expression).orElseThrow(() -> wrong(expression, ALLOWED));
        int place = variables.indexOf(variable);
        fields.add(place);
        return place;
    }

    private ConditionException wrong(CelExpr expression, String message) {
        return new ConditionException(offset(expression), message);
    }

    /** Where an expression is, in code points. */
    private int offset(CelExpr expression) {
        Integer offset = tree.getSource().getPositionsMap().get(expression.id());
        return offset == null ? 0 : offset;
    }
}
