package dev.turnstile.analytics.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings where nobody can give the process an environment, or where that would be for others to see: a line each,
 * {@code NAME=VALUE}. What is after the first equals sign is taken as it is, quotes and dollars too; empty lines and those
 * that begin with {@code #} are passed over.
 */
public final class SettingsFile {

    private SettingsFile() {}

    /**
     * By name.
     *
     * @throws SettingException if it cannot be read, or has a line that is no setting. The line is not told: it may be a
     *     password
     */
    public static Map<String, String> read(Path file) {
        Map<String, String> settings = new HashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals);
            if (!name.matches("[A-Z][A-Z0-9_]*")) {
                throw new SettingException("line " + (i + 1) + " of " + file
                        + " is no setting; expected NAME=VALUE, for example PARALLELISM=4");
            }
            if (settings.put(name, line.substring(equals + 1)) != null) {
                throw new SettingException("setting " + name + " is twice in " + file);
            }
        }
        return settings;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new SettingException("the settings file " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new SettingException("the settings file " + file + " cannot be read: " + e);
        }
    }
}
