package dev.turnstile.images;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Run with Flink's jars, which this module is built without: prints the name of every option that Flink declares. */
final class FlinkOptions {

    private FlinkOptions() {}

    public static void main(String[] arguments) throws Exception {
        Set<String> names = new TreeSet<>();
        for (String jar : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            if (Path.of(jar).getFileName().toString().startsWith("flink-")) {
                for (String type : optionClasses(jar)) {
                    for (Field field : Class.forName(type).getDeclaredFields()) {
                        if (Modifier.isStatic(field.getModifiers())
                                && field.getType().getSimpleName().equals("ConfigOption")) {
                            field.setAccessible(true);
                            Object option = field.get(null);
                            names.add(option.getClass()
                                    .getMethod("key")
                                    .invoke(option)
                                    .toString());
                        }
                    }
                }
            }
        }
        names.forEach(System.out::println);
    }

    private static List<String> optionClasses(String jar) throws IOException {
        try (JarFile file = new JarFile(jar);
                Stream<String> names = file.stream().map(entry -> entry.getName())) {
            return names.filter(name -> name.matches("org/apache/flink/(configuration|runtime)/.*Options\\.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .toList();
        }
    }
}
