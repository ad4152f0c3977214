package dev.turnstile.dashboard.settings;

/** A setting that nothing can be started with; its message is one line for whoever set it. */
public final class InvalidSettingException extends RuntimeException {

    private InvalidSettingException(String message) {
        super(message);
    }

    /** One whose value is nobody's business. */
    static InvalidSettingException ofSecret(String name, String expected, String example) {
        return new InvalidSettingException(
                "The setting " + name + " must be " + expected + "; for example " + name + "=" + example);
    }

    InvalidSettingException(String name, String value, String expected, String example) {
        super("The setting " + name + " must be " + expected + ", but is \"" + value + "\"; for example " + name + "="
                + example);
    }
}
