package dev.turnstile.local;

import dev.turnstile.databases.DatabaseServer;
import dev.turnstile.databases.PostgresqlServer;
import dev.turnstile.databases.RedisServer;
import dev.turnstile.local.Pipeline.Database;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases that the chosen pipelines write to; none when none of them does. */
final class Databases {

    private final Settings settings;
    /** By the setting that tells the others where it is. */
    private final Map<String, DatabaseServer> servers = new LinkedHashMap<>();

    Databases(UpOptions options, Installation installation, DataDirectory data, Ports ports, Settings settings) {
        this.settings = settings;
        if (options.needs(Database.POSTGRESQL)) {
            servers.put(
                    "POSTGRES_URL",
                    new PostgresqlServer(installation.databases(), data.postgresql(), ports.postgresql()));
        }
        if (options.needs(Database.REDIS)) {
            servers.put("REDIS_URL", new RedisServer(installation.databases(), data.redis(), ports.redis()));
        }
    }

    /** Before anything is started: what cannot run here is told while there is nothing to stop. */
    void prepare() throws InterruptedException {
        try {
            for (var server : servers.values()) {
                server.prepare();
            }
        } catch (IllegalStateException e) {
            throw new CannotGoOn(e.getMessage() + ". Or leave out the pipelines that need it, with --pipelines", e);
        }
    }

    List<ProcessDefinition> processes() {
        var processes = new ArrayList<ProcessDefinition>();
        servers.values()
                .forEach(server -> processes.add(new ProcessDefinition(
                        server.name(), server.command(), settings.shared(), server::isReady, server.stopSignal())));
        return processes;
    }

    /** With passwords: for those who use them, and nobody else. */
    Map<String, String> urls() {
        var urls = new LinkedHashMap<String, String>();
        servers.forEach((setting, server) -> urls.put(setting, server.url()));
        return urls;
    }
}
