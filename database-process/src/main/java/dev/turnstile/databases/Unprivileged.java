package dev.turnstile.databases;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program that refuses to be run by root.
 *
 * <p>For root, in a user namespace without any mapping: there the program sees itself as nobody, and the files that root
 * owns as its own. It cannot do more than before, and its process id is that of the command.
 */
final class Unprivileged {

    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private Unprivileged() {}

    static List<String> command(String... command) {
        var line = new ArrayList<String>();
        if (isRoot()) {
            line.addAll(AS_NOBODY);
        }
        line.addAll(List.of(command));
        return List.copyOf(line);
    }

    /** Empty when such a program can be run, otherwise one line that says why not. */
    static String complaint() throws InterruptedException {
        if (!isRoot() || canHide()) {
            return "";
        }
        return "PostgreSQL does not run as root, and this system lets root make no user namespace to run it in"
                + " (unshare --user fails). Run as another user";
    }

    private static boolean canHide() throws InterruptedException {
        var command = new ArrayList<>(AS_NOBODY);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }
}
