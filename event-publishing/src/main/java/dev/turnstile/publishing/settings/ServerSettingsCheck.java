package dev.turnstile.publishing.settings;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Stops the service over a bad address or port before anything else is started. Spring reads them by itself. */
final class ServerSettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Pattern UP_TO_FIVE_DIGITS = Pattern.compile("\\d{1,5}");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        checkPort("SERVER_PORT", environment, "8091");
        checkPort("MANAGEMENT_SERVER_PORT", environment, "9191");
        checkAddress("SERVER_ADDRESS", environment);
    }

    private static void checkPort(String name, Environment environment, String example) {
        String port = environment.getProperty(name, "0").strip();
        if (!UP_TO_FIVE_DIGITS.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
            throw new InvalidSetting(name, "must be a port, 0 to 65535, but is '" + port + "'", example);
        }
    }

    private static void checkAddress(String name, Environment environment) {
        String address = environment.getProperty(name, "127.0.0.1").strip();
        if (!isOfThisMachine(address)) {
            throw new InvalidSetting(
                    name, "must be an address of this machine, 0.0.0.0 for all, but is '" + address + "'", "127.0.0.1");
        }
    }

    private static boolean isOfThisMachine(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed.isAnyLocalAddress() || NetworkInterface.getByInetAddress(parsed) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
