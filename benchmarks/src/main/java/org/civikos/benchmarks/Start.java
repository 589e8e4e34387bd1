package org.civikos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.awaitility.Awaitility;
import org.civikos.systemtests.Installation;

/** Time from {@code ./civikos up} to all healthy once built, and the resident memory of each process. */
final class Start implements Main.Benchmark {

    @Override
    public Map<String, Object> run() {
        Main.progress("First start: the class caches are made behind it …");
        try (var installation = Installation.start(27_080, Map.of())) {
            Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> installation.processes().values().stream().allMatch(p -> p.get("aotCache").asBoolean()));
            installation.down();
            Main.progress("Second start, measured …");
            var started = System.nanoTime();
            installation.up();
            var seconds = (System.nanoTime() - started) / 1e9;
            var memory = new LinkedHashMap<String, Long>();
            installation.processes().forEach((name, process) -> memory.put(name, rssMiB(process.get("pid").asLong())));
            memory.put("supervisor", supervisorRssMiB(installation));
            var figures = new LinkedHashMap<String, Object>();
            figures.put("secondsToHealthy", Main.round(seconds, 1));
            figures.put("rssMiB", memory.values().stream().mapToLong(Long::longValue).sum());
            figures.put("rssMiBByProcess", memory);
            return figures;
        }
    }

    private static long supervisorRssMiB(Installation installation) {
        var parent = ProcessHandle.of(installation.processes().values().iterator().next().get("pid").asLong())
                .flatMap(ProcessHandle::parent).orElseThrow();
        return rssMiB(parent.pid());
    }

    /** VmRSS of proc(5); 0 where there is no /proc. */
    private static long rssMiB(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
