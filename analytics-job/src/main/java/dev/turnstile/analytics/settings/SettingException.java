package dev.turnstile.analytics.settings;

/** A setting or an argument that keeps the job from starting; the message names it and gives an example. */
public final class SettingException extends IllegalArgumentException {

    public SettingException(String setting, String problem, String example) {
        super("setting " + setting + " " + problem + ", for example " + setting + "=" + example);
    }

    public SettingException(String message) {
        super(message);
    }
}
