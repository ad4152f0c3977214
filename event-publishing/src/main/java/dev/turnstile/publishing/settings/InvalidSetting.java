package dev.turnstile.publishing.settings;

/** A setting with which the service cannot start. The message is one line, and never shows a secret's value. */
public final class InvalidSetting extends RuntimeException {

    public InvalidSetting(String name, String fault, String example) {
        super(name + " " + fault + ". Example: " + name + "=" + example);
    }
}
