package dev.turnstile.dashboard.settings;

/** A setting that nothing can be started with; its message is one line for whoever set it. */
public final class InvalidSettingException extends RuntimeException {

    InvalidSettingException(String name, String value, String expected, String example) {
        super("The setting " + name + " must be " + expected + ", but is \"" + value + "\"; for example " + name + "="
                + example);
    }
}
