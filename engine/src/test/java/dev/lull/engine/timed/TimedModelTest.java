package dev.lull.engine.timed;

import dev.lull.engine.linux.cpuset.CpuChange;
import dev.lull.engine.linux.cpuset.Reaction;
import dev.lull.engine.linux.hotplug.contention.Contention;
import dev.lull.engine.linux.hotplug.contention.Form;
import dev.lull.engine.run.Price;
import dev.lull.engine.time.Nanos;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TimedModelTest {
    private static final StepPrices PRICES = StepPrices.usual()
            .with("PROCESS_ONE_WORK", Price.logNormal(Nanos.millis(5), 1)).with("RECEIVE_UEVENT", Price.around(Nanos.millis(1), 0.5));

    @Test void the_same_seed_makes_the_same_steps() {
        TimedModel model = new TimedModel(CpuChange.up(Reaction.ASYNCHRONOUS), PRICES);

        List<TimedStep> first = model.steps(7, Nanos.seconds(1));
        model.steps(8, Nanos.seconds(1));

        assertThat(model.steps(7, Nanos.seconds(1))).isEqualTo(first).isNotEmpty();
    }

    @Test void a_quick_listener_is_told_no_and_never_is_once_the_operation_waits() {
        int failed = 0;
        for (int seed = 0; seed < 200; seed++) {
            if (new TimedModel(CpuChange.up(Reaction.ASYNCHRONOUS), PRICES).run(seed, Nanos.seconds(1), step -> { }) != null) failed++;
            assertThat(new TimedModel(CpuChange.up(Reaction.FLUSH_AFTER_UNLOCK), PRICES).run(seed, Nanos.seconds(1), step -> { })).isNull();
        }

        assertThat(failed).isGreaterThan(150);
    }

    @Test void every_reader_gets_the_lock_as_often_as_it_asks() {
        List<TimedStep> steps = new TimedModel(Contention.of(Form.PERCPU_RWSEM, 3, 1).times(50), StepPrices.usual()).steps(1, Nanos.seconds(10));

        assertThat(Stretches.between(steps, "CPUS_READ_LOCK", "INSIDE")).hasSize(150).allMatch(stretch -> stretch.ns() > 0);
    }
}
