package org.civikos.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import org.civikos.systemtests.Installation;

/**
 * Looks ten times a second at how much of its heap a service uses, garbage included, and keeps the highest. It asks the virtual machine
 * itself: the page of all metrics takes a tenth of a second of the service, which would be measured with the rest.
 */
final class Heap implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final AtomicLong highest = new AtomicLong();
    private final JMXConnector connector;
    private final Thread watch;
    private volatile boolean over;

    Heap(Installation installation, String service) throws IOException {
        connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(installation.pid(service))));
        MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        watch = Thread.ofPlatform().daemon().start(() -> {
            while (!over) {
                highest.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("Cannot look into process " + pid, e);
        }
    }

    /** MiB. */
    long highest() {
        return highest.get() >> 20;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        watch.join();
        connector.close();
    }
}
