package dev.lull.engine.scenario;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/** What user space, the rest of Linux and ill luck do to the machine. */
public sealed interface Load permits CallRcuLoad, ReaderLoad, WaitLoad, ToggleLoad, CpuUpLoad, CpuDownLoad, TicklessLoad, FaultLoad, EqsLoad,
        ThrottleLoad, RtThrottleLoad, SmpbootLoad, WorkLoad, CpusetLoad,
        ObjectLoad {
    /** CPUs it acts on. */
    BitSet cpus(Linux linux);

    /**
     * Refuses the load if {@code linux} cannot carry it.
     *
     * @throws IllegalArgumentException saying what was asked, why it cannot be, and what would work
     */
    void check(Linux linux);

    /** One line, as it stands in a verdict. */
    String describe();

    /** When the next arrival comes, after the one before. */
    sealed interface Arrivals {
        /** Random and independent, so many a second on average. */
        record Poisson(double perSecond) implements Arrivals {
            @Override public String toString() {
                return perSecond + " a second";
            }

            public Poisson {
                if (!(perSecond > 0)) throw new IllegalArgumentException("poisson(" + perSecond + "): a rate is more than 0 a second, such as poisson(20_000)");
            }
        }

        /** One each {@code period}. */
        record Every(Nanos period) implements Arrivals {
            @Override public String toString() {
                return "one each " + period;
            }

            public Every {
                if (period.count() <= 0) throw new IllegalArgumentException("every(" + period + "): a period is longer than nothing; every(micros(50)), say, is 20,000 a second");
            }
        }
    }
}
