package dev.turnstile.definitions.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.Measure.Extreme;
import java.util.List;
import java.util.Optional;

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

    /** What {@code has(field)} becomes: CEL's own wants {@code message.field}, and fields of a record have no message. */
    static final String HAS = "@has";

    private static final CelMacro HAS_MACRO = CelMacro.newGlobalMacro(
            "has", 1, (factory, target, arguments) -> Optional.of(factory.newGlobalCall(HAS, arguments.get(0))));

    private static final CelFunctionDecl HAS_FUNCTION = CelFunctionDecl.newFunctionDeclaration(
            HAS, CelOverloadDecl.newGlobalOverload("has_value", SimpleType.BOOL, SimpleType.DYN));

    /** CEL has them for less and greater only. */
    private static final CelFunctionDecl EQUAL = ofMixedNumbers("_==_", "equals");

    private static final CelFunctionDecl NOT_EQUAL = ofMixedNumbers("_!=_", "not_equals");

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
                .addMacros(HAS_MACRO)
                .addFunctionDeclarations(HAS_FUNCTION, EQUAL, NOT_EQUAL)
                .setResultType(SimpleType.BOOL);
        variables.forEach(variable -> builder.addVar(variable.name(), typeOf(variable)));
        return new Compilation(cel, checked(cel, builder.build()), variables).condition();
    }

    private static CelAbstractSyntaxTree checked(String cel, CelCompiler compiler) {
        CelValidationResult result = compiler.compile(cel);
        for (CelIssue issue : result.getErrors()) {
            throw new ConditionException(
                    offset(cel, issue.getSourceLocation()), issue.getMessage().strip());
        }
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new ConditionException(0, String.valueOf(e.getMessage()));
        }
    }

    private static int offset(String cel, CelSourceLocation location) {
        int line = 0;
        for (int i = 1; i < location.getLine(); i++) {
            line = cel.indexOf('\n', line) + 1;
        }
        return cel.codePointCount(0, line) + Math.max(0, location.getColumn());
    }

    private static CelFunctionDecl ofMixedNumbers(String function, String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                function,
                CelOverloadDecl.newGlobalOverload(
                        name + "_double_int", SimpleType.BOOL, SimpleType.DOUBLE, SimpleType.INT),
                CelOverloadDecl.newGlobalOverload(
                        name + "_int_double", SimpleType.BOOL, SimpleType.INT, SimpleType.DOUBLE));
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
