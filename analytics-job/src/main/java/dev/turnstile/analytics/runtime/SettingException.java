package dev.turnstile.analytics.runtime;

/** A setting or an argument that keeps the job from starting; the message names it and gives an example. */
public final class SettingException extends IllegalArgumentException {

    SettingException(String setting, String problem, String example) {
        super("setting " + setting + " " + problem + ", for example " + setting + "=" + example);
    }

    public SettingException(String message) {
        super(message);
    }
}
