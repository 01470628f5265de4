package dev.lull.kernel.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code lull doctor}: what is missing, and the command that mends it. */
@Command(name = "doctor", description = "Say what is missing, and the command that mends it.",
        footer = {"", "Exit status: 0 when Lull works, though something optional may be missing; 1 when it does not."})
final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        List<Doctor.Finding> findings = Doctor.examine();
        for (Doctor.Finding finding : findings) {
            String mark = switch (finding.state()) {
                case OK      -> "ok       ";
                case WANTING -> "missing  ";
                case BROKEN  -> "BROKEN   ";
            };
            System.out.println(mark + finding.what());
            if (!finding.remedy().isEmpty()) System.out.println("         mend it with: " + finding.remedy());
        }
        return findings.stream().anyMatch(f -> f.state() == Doctor.State.BROKEN) ? 1 : 0;
    }
}
