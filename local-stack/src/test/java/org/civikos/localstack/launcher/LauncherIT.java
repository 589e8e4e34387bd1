package org.civikos.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The refusals of {@code ./civikos}, run as a person runs it: one sentence, exit code 2, nothing left behind. The program
 * folder holds this module's own classes, so that no service has to be built first.
 */
class LauncherIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path dir;
    private Path project;
    private final Map<String, String> environment = new HashMap<>();

    private record Run(int code, String out, String err) {
    }

    /** A project folder with the launcher in it and a build that counts as fresh. */
    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectory(dir.resolve("project"));
        Files.copy(ROOT.resolve("civikos"), project.resolve("civikos"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        environment.put("CIVIKOS_HOME", dir.resolve("home").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CIVIKOS_FRESH", "1");
        Path program = Files.createDirectories(project.resolve("target/run/local-stack-test"));
        Files.writeString(project.resolve("target/run/current"), "local-stack=local-stack-test\n");
        classPathJar(program.resolve("app.jar"));
    }

    /** A jar without classes that names the class path of this test. */
    private static void classPathJar(Path jar) throws IOException {
        var manifest = new java.util.jar.Manifest();
        manifest.getMainAttributes().put(java.util.jar.Attributes.Name.MANIFEST_VERSION, "1.0");
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            path.append(Path.of(entry).toUri()).append(' ');
        }
        manifest.getMainAttributes().put(java.util.jar.Attributes.Name.CLASS_PATH, path.toString().trim());
        new java.util.jar.JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private Run civikos(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(project.resolve("civikos").toString()));
        command.addAll(List.of(arguments));
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // A run of all tests sets it for the launchers of whole installations; this project folder has no modules to unpack.
        builder.environment().remove("CIVIKOS_PREBUILT");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void namesAPortInUseAndWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            environment.put("PORT_BASE", Integer.toString(taken.getLocalPort()));
            Run run = civikos("up");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err().strip().lines().reduce((a, b) -> b).orElse(""))
                    .contains("Port " + taken.getLocalPort(), "in use", "PORT_BASE=");
            assertThat(run.out()).isEmpty();
            assertThat(dir.resolve("home/supervisor.pid")).doesNotExist();
        }
    }

    @Test
    void refusesAPortBaseThatIsNone() throws Exception {
        environment.put("PORT_BASE", "eighty");
        Run run = civikos("up");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("PORT_BASE is 'eighty'");
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        environment.put("CIVIKOS_MIN_FREE_KB", Long.toString(Long.MAX_VALUE / 2));
        Run run = civikos("up");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("free on the disk", "make room");
    }

    @Test
    void saysThatTheJdkIsMissing() throws Exception {
        // A machine on which every look for a JDK finds an old one.
        Path old = Files.createDirectories(dir.resolve("old/bin"));
        for (String name : List.of("java", "javac")) {
            Files.writeString(old.resolve(name), "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
            Files.setPosixFilePermissions(old.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        environment.put("JAVA_HOME", old.getParent().toString());
        environment.put("PATH", old + ":/usr/bin:/bin");
        environment.put("CIVIKOS_JDK_PLACES", dir.resolve("nowhere").toString());
        environment.put("SDKMAN_DIR", dir.resolve("nowhere").toString());
        Run run = civikos("up");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("A JDK 25 or newer is missing");
        assertThat(dir.resolve("home/logs")).doesNotExist();
    }

    @Test
    void saysThatNodeIsTooOldOrMissingBeforeItBuildsTheWebApp() throws Exception {
        environment.remove("CIVIKOS_FRESH");
        Files.createDirectories(project.resolve("web"));
        Files.writeString(project.resolve("web/package.json"), "{}");
        Path bin = Files.createDirectories(dir.resolve("bin"));
        for (String name : List.of("node", "npm")) {
            Files.writeString(bin.resolve(name), "#!/bin/sh\necho 12\n");
            Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        Run run = civikos("up");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Node 12 is too old");
    }

    @Test
    void tellsThatNothingIsRunning() throws Exception {
        environment.put("PORT_BASE", Integer.toString(freePort()));
        assertThat(civikos("down").out()).contains("Nothing was running");
        Run status = civikos("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out()).contains("Nothing is running");
        Run logs = civikos("logs", "../secrets");
        assertThat(logs.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "down", "status", "logs", "test", "split", "bench"})
    void everyCommandHasHelp(String command) throws Exception {
        Run run = civikos(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("./civikos " + command);
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        Run run = civikos("dance");
        assertThat(run.code()).isEqualTo(2);
        assertThat(new String(run.err().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).contains("There is no command 'dance'");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
