package dev.lull.engine.explore;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.*;
public class Try {
    public static void main(String[] a) {
        String v = a[0]; int cpus = Integer.parseInt(a[1]); int lim = Integer.parseInt(a[2]); int jif = Integer.parseInt(a[3]);
        Scenario s = Scenario.of("who wakes rcuog?", Linux.version(v).cpus(cpus).gpStride(cpus).nobypassLim(lim));
        for (int i = 0; i < cpus; i++) s = s.load(CallRcuLoad.callRcu().on(i).times(Integer.parseInt(a[4 + i])).irqs(System.getProperty("irqs", "EE").charAt(i) == 'E' ? Irqs.EITHER : System.getProperty("irqs").charAt(i) == '0' ? Irqs.OFF : Irqs.ON));
        boolean unred = a.length > 4 + cpus && a[4+cpus].equals("full");
        for (int rep = 0; rep < 1; rep++) {
        Exploration e = Exploration.of(s, jif == 0 ? Bounds.DEFAULT.shortest() : jif == 9 ? Bounds.DEFAULT : jif < 0 ? Bounds.DEFAULT.walks(-jif, 1) : Bounds.DEFAULT.preemptions(jif)); if (unred) e = e.unreduced();
        long t = System.nanoTime();
        Verdict x = e.run((st, tr, d, w, b) -> { if (st % 5000000 < 50000) System.out.println(st + " states " + tr + " tr depth " + d + " waiting " + w + " " + b/1000000 + "MB"); });
        double sec = (System.nanoTime() - t) / 1e9;
        System.out.printf("%s %s walks=" + x.walks() + " states=%d trans=%d depth=%d resting=%d B/state=%.1f %.2fs %.2fM st/s %.2fM tr/s%n", v, x.outcome(), x.states(), x.transitions(), x.depth(), x.resting(), x.bytesPerState(), sec, x.states()/sec/1e6, x.transitions()/sec/1e6);
        if (x.counterexample() != null && rep == 0) { var w = x.counterexample().walk(); int i = 1; if (Boolean.getBoolean("v")) for (var m : w.moments()) System.out.println(i++ + " " + m.who() + " " + m.at() + " " + m.changes()); System.out.println(w.finding() + "\npreemptions " + x.counterexample().preemptions()); }
        }
    }
}
