package kz.negiz.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Counts operations by the CPU time of the whole process, collector and compiler included: what is left of a figure when other
 * programs run beside it. {@code ./negiz bench micro -prof kz.negiz.benchmarks.CpuSeconds}
 */
public final class CpuSeconds implements InternalProfiler {

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "Operations per second of CPU time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = process.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (process.getProcessCpuTime() - before) / (double) TimeUnit.SECONDS.toNanos(1);
        return List.of(new ScalarResult(
                "perCpuSecond", result.getMetadata().getMeasuredOps() / seconds, "ops/cpu-s", AggregationPolicy.AVG));
    }
}
