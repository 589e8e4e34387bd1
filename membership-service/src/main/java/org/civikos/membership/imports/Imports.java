package org.civikos.membership.imports;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.civikos.membership.imports.Sheet.RowFault;
import org.civikos.membership.input.Fault;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Takes in a file: reads and checks all of it first, then writes, so that a bad row is known before anything is
 * written. Each organisation or person is its own write with its own events; a crash in the middle leaves the first part
 * written, and taking in the same file again finishes it, since what stands already is left alone.
 */
@Component
class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    /** Writes at a time: the store takes several together, and waits for none. */
    private static final int WRITERS = 16;

    private final OrganisationList organisations;
    private final RepresentativeList representatives;
    private final MessageSource messages;
    private final MeterRegistry meters;

    Imports(OrganisationList organisations, RepresentativeList representatives, MessageSource messages, MeterRegistry meters) {
        this.organisations = organisations;
        this.representatives = representatives;
        this.messages = messages;
        this.meters = meters;
    }

    /** The kinds of list. */
    enum Kind { ORGANISATIONS, REPRESENTATIVES }

    /**
     * @param dryRun     checks and counts, and writes nothing
     * @param skipErrors writes the good rows although others are bad
     * @param oldNumbers what telephone numbers in an old form are taken for
     * @param language   of the messages
     */
    ImportReport run(Kind kind, byte[] file, boolean dryRun, boolean skipErrors, OldNumbers oldNumbers, Actor actor, Locale language) {
        String id = Ids.next();
        Plan plan = kind == Kind.ORGANISATIONS ? organisations.plan(file) : representatives.plan(file, actor, oldNumbers);
        List<RowFault> faults = new ArrayList<>(plan.faults());
        boolean written = !dryRun && (faults.isEmpty() || skipErrors);
        List<Plan.Step> done = plan.steps();
        if (written) {
            done = write(plan.steps(), faults);
        }
        faults.sort(Comparator.comparingInt(RowFault::line));
        String name = kind.name().toLowerCase(Locale.ROOT);
        ImportReport report = new ImportReport(id, dryRun, name, written, plan.rows(), count(done, Plan.Effect.CREATE),
                count(done, Plan.Effect.UPDATE), count(done, Plan.Effect.NOTHING),
                faults.stream().map(fault -> error(fault, language)).toList());
        String result = dryRun ? "dry-run" : written ? "written" : "refused";
        meters.counter("civikos.imports", "kind", name, "result", result).increment();
        meters.counter("civikos.imports.rows", "kind", name, "result", "bad").increment(faults.stream().map(RowFault::line).distinct().count());
        meters.counter("civikos.imports.rows", "kind", name, "result", "good").increment(done.size());
        LOG.info("Import {} of {} by {}: {}, {} rows, {} created, {} updated, {} unchanged, {} errors", id, name, actor.id(),
                result, report.rows(), report.created(), report.updated(), report.unchanged(), report.errors().size());
        return report;
    }

    private static List<Plan.Step> write(List<Plan.Step> steps, List<RowFault> faults) {
        List<Plan.Step> done = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().name("import-", 0).factory())) {
            List<Future<?>> writes = new ArrayList<>();
            for (Plan.Step step : steps) {
                writes.add(step.effect() == Plan.Effect.NOTHING ? null : writers.submit(step.write()));
            }
            for (int i = 0; i < steps.size(); i++) {
                Plan.Step step = steps.get(i);
                try {
                    if (writes.get(i) != null) {
                        writes.get(i).get();
                    }
                    done.add(step);
                } catch (ExecutionException failed) {
                    if (failed.getCause() instanceof DuplicateKeyException || failed.getCause() instanceof Problem) {
                        faults.add(new RowFault(step.line(), Fault.of("", "changed-meanwhile")));
                    } else if (failed.getCause() instanceof RuntimeException cause) {
                        writers.shutdownNow();
                        throw cause;
                    } else {
                        throw new IllegalStateException(failed.getCause());
                    }
                } catch (InterruptedException stopped) {
                    writers.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Stopped in the middle of an import", stopped);
                }
            }
        }
        return done;
    }

    private static int count(List<Plan.Step> steps, Plan.Effect effect) {
        return (int) steps.stream().filter(step -> step.effect() == effect).count();
    }

    private ImportReport.RowError error(RowFault fault, Locale language) {
        Fault what = fault.fault();
        // Text, so that no number or date is written by the platform's locale instead of as it stands in the file.
        Object[] arguments = what.arguments().stream().map(String::valueOf).toArray();
        return new ImportReport.RowError(fault.line(), what.field().isEmpty() ? null : what.field(), what.code(),
                messages.getMessage("field." + what.code(), arguments, language));
    }
}
