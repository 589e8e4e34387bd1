package org.civikos.localstack.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param dir the unpacked program
 * @param flags of the JVM, the same for a run and for making the class cache, or the cache would be refused
 * @param main what comes after the flags: {@code -jar …} or a class with its arguments
 * @param training what comes instead when the class cache is made; it must end by itself
 * @param environment added to that of the supervisor
 * @param readinessPath of an HTTP service; empty for a process that is ready as soon as its port is open
 */
record Program(String name, int port, Path dir, List<String> flags, List<String> main, List<String> training,
        Map<String, String> environment, String readinessPath) {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** A cache serves only the very JVM that made it. */
    Path cache() {
        return dir.resolve(name + "-" + Runtime.version().toString().replaceAll("[^\\w.]", "_") + ".aot");
    }

    List<String> command() {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        if (java.nio.file.Files.exists(cache())) {
            command.add("-XX:AOTCache=" + cache());
            // A cache that is refused costs time and nothing else.
            command.add("-Xlog:aot*=off,cds*=off");
        }
        command.addAll(flags);
        command.addAll(main);
        return command;
    }

    List<String> trainingCommand(Path output) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:AOTCacheOutput=" + output, "-Xlog:aot*=off,cds*=off"));
        command.addAll(flags);
        command.addAll(training);
        return command;
    }
}
