package dev.lull.engine.check;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.model.Rule;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.WorkLoad;
import dev.lull.engine.system.LinuxSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be true of CPUs that come and go: on the models it is, and where something is put wrong by hand it is noticed. */
class HotplugPropertiesTest {
    private static Scenario scenario(String version) {
        return Scenario.of("a CPU goes and comes", Linux.version(version).cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1));
    }

    private static LinuxSystem system(Scenario scenario) {
        return new LinuxSystem(scenario, LinuxSystem.Build.played()).settle();
    }

    private static List<String> broken(Invariant invariant, LinuxSystem system) {
        return invariant.of(system).stream().filter(rule -> !rule.holds().getAsBoolean()).map(Rule::says).toList();
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.14", "6.1", "6.12"})
    void they_hold_on_the_ladder_with_everything_on_it(String version) {
        Scenario all = scenario(version).load(FaultLoad.fail("RCU/tree:online")).load(WorkLoad.work(1)).load(SmpbootLoad.smpbootThread(1));
        String[] asked = version.equals("5.12") ? new String[] {"offline", "mask", "symmetry", "excl"} : new String[] {"offline", "mask", "symmetry", "excl", "push"};

        Verdict verdict = Exploration.of(all, Bounds.DEFAULT.preemptions(0).checking(asked)).run(Progress.SILENT);
        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding() + "" : verdict + "").isTrue();
    }

    @Test void an_active_cpu_that_is_offline_is_noticed() {
        LinuxSystem system = system(scenario("6.1"));
        assertThat(broken(Invariant.MASK, system)).isEmpty();

        system.machine().onlineCpus().offline(1);

        assertThat(broken(Invariant.MASK, system)).containsExactly("CPU 1 is active only while it is online");
    }

    @Test void a_cpu_that_is_online_below_its_rungs_is_noticed() {
        LinuxSystem system = system(Scenario.of("comes", Linux.version("6.1").cpus(2).rcuNocbs("")).load(CpuUpLoad.cpuUp(1)));

        system.machine().onlineCpus().online(1);

        assertThat(broken(Invariant.MASK, system)).singleElement().asString().startsWith("CPU 1 is online only while it stands above");
    }

    @Test void a_cpu_that_never_arrives_is_a_finding() {
        LinuxSystem system = system(scenario("6.1"));
        assertThat(new AtRest(system).look()).isNull();

        system.hotplugs().get(0).take(0);

        assertThat(new AtRest(system).look()).isNotNull().extracting(Finding::title).asString().startsWith("hotplug/1");
    }

    @Test void every_property_of_the_reference_stands_on_the_doorplate() throws IOException {
        String doorplate = Files.readString(Path.of("src/main/java/dev/lull/engine/check/package-info.java"));

        assertThat(List.of("deadlock", "partial", "lockdep", "offline-run", "uevent", "consistent", "work", "symmetry", "mask", "excl", "progress"))
                .allSatisfy(id -> assertThat(doorplate).contains("<td>P-" + id + "</td>"));
    }
}
