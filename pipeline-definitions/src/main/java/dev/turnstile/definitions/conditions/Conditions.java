package dev.turnstile.definitions.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.Measure.Extreme;
import java.util.List;

/**
 * Compiles conditions, which are written in <a href="https://cel.dev">CEL</a>. The language's own parser and type checker
 * read them; what they found is made into plain comparisons, so nothing is interpreted for each record.
 */
public final class Conditions {

    private static final int MOST_CHARACTERS = 1_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MOST_CHARACTERS)
            .build();

    private Conditions() {}

    /** A condition over a record's fields, which was checked when the file was read. */
    public static Condition compile(String cel, Definition definition) {
        return compile(
                cel, definition.fields().stream().map(Conditions::variable).toList());
    }

    /** A condition over a result's measures, each at its place in {@link Definition#measures()}. */
    public static Condition ofResults(String cel, Definition definition) {
        return compile(
                cel,
                definition.measures().stream()
                        .map(measure -> variable(measure, definition.fields()))
                        .toList());
    }

    /** A field, as a condition may name it. */
    public static Variable variable(Field field) {
        return new Variable(field.name(), field.type(), field.scale());
    }

    /**
     * A measure, as a condition may name it.
     *
     * @param fields those that the measure is made of
     */
    public static Variable variable(Measure measure, List<Field> fields) {
        boolean isTime = measure instanceof Extreme extreme
                && fields.stream()
                        .anyMatch(field -> field.name().equals(extreme.field()) && field.type() == Field.Type.TIME);
        Field.Type number = measure.scale() == 0 ? Field.Type.INTEGER : Field.Type.DECIMAL;
        return new Variable(measure.name(), isTime ? Field.Type.TIME : number, measure.scale());
    }

    /**
     * A condition over anything.
     *
     * @param variables at their places in the rows that are judged
     * @throws ConditionException if it is none, names what does not exist, or compares what cannot be compared
     */
    public static Condition compile(String cel, List<Variable> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL);
        variables.forEach(variable -> builder.addVar(variable.name(), typeOf(variable)));
        return new Compilation(checked(cel, builder.build()), variables).condition();
    }

    private static CelAbstractSyntaxTree checked(String cel, CelCompiler compiler) {
        CelValidationResult result = compiler.compile(cel);
        for (CelIssue issue : result.getErrors()) {
            int column = issue.getSourceLocation().getColumn();
            throw new ConditionException(Math.max(0, column), issue.getMessage().strip());
        }
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new ConditionException(0, String.valueOf(e.getMessage()));
        }
    }

    /** A decimal is written as CEL's floating point number, and is never one: see {@link Compilation}. */
    private static CelType typeOf(Variable variable) {
        return switch (variable.type()) {
            case STRING -> SimpleType.STRING;
            case INTEGER -> SimpleType.INT;
            case DECIMAL -> SimpleType.DOUBLE;
            case TIME -> SimpleType.TIMESTAMP;
            case BOOLEAN -> SimpleType.BOOL;
        };
    }
}
