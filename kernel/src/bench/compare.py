#!/usr/bin/python3
"""Lull beside ipykernel and rapaio's Java kernel, measured on this machine, in turns.

    mvn -q -DskipTests package && kernel/src/bench/compare.py [--starts 5] [--cells 300] [--seconds 40] [--only lull,ipykernel,rapaio]

Needs Debian's python3-ipykernel (python3-zmq comes with it); rapaio's kernel is fetched from Maven Central through mvn. No kernel
gets more than --seconds for any one figure: what it has not done by then is a dash. CPU figures are of the kernel's whole
process and bear a busy machine; the others do not. The table is Markdown.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from kernelclient import Kernel, Silence

LAUNCHER = pathlib.Path(__file__).resolve().parents[2] / "target/lull/bin/lull"
RAPAIO = "io.github.padreati:rapaio-jupyter-kernel:3.0.1"
MUTE_S = 20
DASH = "–"


class Candidate:
    """A kernel that can be started: its command, and how it says what we ask of each."""

    def __init__(self, name, argv, complete="System.ou", inspect="Math.max",
                 flood='for (int i = 0; i < 100000; i++) System.out.println("line " + i);'):
        self.name, self.argv, self.complete, self.inspect, self.flood = name, argv, complete, inspect, flood
        self.mute = 0

    def started(self, seconds):
        """A kernel that has answered; with the milliseconds to its first answer."""
        for attempt in range(3):
            kernel = Kernel(self.argv, patience_s=seconds, look_every_ms=5 if attempt == 0 else 200)
            try:
                kernel.ask("kernel_info_request", patience_s=MUTE_S)
                return kernel, 1000 * (time.perf_counter() - kernel.begun)
            except Silence:             # some lose what is sent before they are quite there, and some more than that
                self.mute += 1
                kernel.close()
        raise Silence("%s never answers" % self.name)


def candidates(names, folder):
    """Those of these names, ready to be started."""
    found = []
    for name in names:
        say("preparing %s" % name)
        if name == "lull":
            subprocess.run([LAUNCHER, "install", "--prefix", folder], check=True, stdout=subprocess.DEVNULL, timeout=300)
            found.append(Candidate(name, [LAUNCHER, "kernel", "{connection_file}"]))
        elif name == "ipykernel":
            found.append(Candidate(name, [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
                                   "import os; os.pat", "len", "for i in range(100000): print('line', i)"))
        elif name == "rapaio":
            group, artifact, version = RAPAIO.split(":")
            (folder / "pom.xml").write_text("<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId>"
                                            "<version>1</version></project>")
            subprocess.run(["mvn", "-q", "dependency:copy", "-Dartifact=" + RAPAIO, "-DoutputDirectory=%s" % folder],
                           cwd=folder, check=True, timeout=300, stdin=subprocess.DEVNULL)
            found.append(Candidate(name, ["java", "-jar", folder / ("%s-%s.jar" % (artifact, version)), "{connection_file}"]))
        else:
            raise SystemExit("--only knows lull, ipykernel and rapaio, not " + name)
    return found


def say(what):
    print(what, file=sys.stderr, flush=True)


def median(values):
    return "%.1f" % statistics.median(values)


def start(candidate, seconds):
    """From the launch on: to kernel_info, to the first result, the CPU spent, the memory."""
    kernel, info_ms = candidate.started(seconds)
    try:
        kernel.reply(kernel.send("shell", "execute_request", {"code": "1+1", "silent": False}))
        return info_ms, 1000 * (time.perf_counter() - kernel.begun), kernel.cpu_ms(), kernel.rss_mb()
    finally:
        kernel.close()


def listening(kernel):
    """Some kernels know of a subscriber only a while after it has subscribed."""
    for attempt in range(20):
        try:
            return kernel.outputs(kernel.send("shell", "kernel_info_request"), 1)
        except Silence:
            continue
    raise Silence("nothing on iopub")


def cells(kernel, count, seconds):
    """Runs 1+1 so often, or as often as the time allows: milliseconds each until idle, CPU of each."""
    times, before, until = [], kernel.cpu_ms(), time.perf_counter() + seconds
    while len(times) < count and time.perf_counter() < until:
        begun = time.perf_counter()
        kernel.run("1+1")
        times.append(1000 * (time.perf_counter() - begun))
    return times, (kernel.cpu_ms() - before) / len(times)


def asked(kernel, kind, code, count, seconds):
    times, until = [], time.perf_counter() + seconds
    while len(times) < count and time.perf_counter() < until:
        begun = time.perf_counter()
        kernel.ask(kind, {"code": code, "cursor_pos": len(code), "detail_level": 0})
        times.append(1000 * (time.perf_counter() - begun))
    return times


def in_use(candidate, asked_for):
    """What a kernel does when it has been in use for a while, figure by figure."""
    kernel, _ = candidate.started(asked_for.seconds)

    def warm():
        listening(kernel)
        cells(kernel, asked_for.cells, asked_for.seconds)
        times, cpu = cells(kernel, asked_for.cells, asked_for.seconds)
        return {"warm 1+1, p50 ms": median(times), "warm 1+1, p99 ms": "%.1f" % sorted(times)[int(len(times) * 0.99)],
                "warm 1+1, CPU ms": "%.1f" % cpu}

    def complete():
        times = asked(kernel, "complete_request", candidate.complete, 80, asked_for.seconds)
        return {"complete, first ms": "%.1f" % times[0], "complete, p50 ms": median(times[len(times) // 3:])}

    def inspect():
        return {"inspect, p50 ms": median(asked(kernel, "inspect_request", candidate.inspect, 40, asked_for.seconds)[10:])}

    def flood():
        best = None
        for turn in range(3):
            begun = time.perf_counter()
            text = [m["content"]["text"] for m in kernel.run(candidate.flood)[1] if m["msg_type"] == "stream"]
            took = time.perf_counter() - begun
            best = min(best or (took, text), (took, text), key=lambda one: one[0])
        return {"100,000 lines, s": "%.2f" % best[0],
                "... lines that arrived (messages)": "%d (%d)" % ("".join(best[1]).count("\n"), len(best[1]))}

    def idle():
        memory = str(kernel.rss_mb())
        time.sleep(5)
        before = kernel.cpu_ms()
        time.sleep(10)
        return {"memory then, MB": memory, "idle, CPU ms per s": "%.1f" % ((kernel.cpu_ms() - before) / 10)}

    figures = {}
    try:
        for figure in (warm, complete, inspect, flood, idle):
            say("%s: %s" % (candidate.name, figure.__name__))
            try:
                figures.update(figure())
            except Silence as silence:
                say("%s: %s: %s" % (candidate.name, figure.__name__, silence))
    finally:
        kernel.close()
    return figures


def table(columns, rows):
    print("| | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for row in rows:
        print("| " + row + " | " + " | ".join(columns[name].get(row, DASH) for name in columns) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--cells", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--only", default="lull,ipykernel,rapaio")
    asked_for = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lull-bench-") as folder:
        os.environ["XDG_DATA_HOME"] = folder + "/data"          # a history of its own
        running = candidates(asked_for.only.split(","), pathlib.Path(folder))
        starts = {one.name: [] for one in running}
        for turn in range(asked_for.starts):
            for one in running:
                say("start %d of %s" % (turn + 1, one.name))
                try:
                    starts[one.name].append(start(one, asked_for.seconds))
                except Silence as silence:
                    say(silence)
        columns = {}
        for one in running:
            columns[one.name] = {}
            if starts[one.name]:
                names = ("launch to kernel_info, ms", "launch to first result, ms", "... CPU ms by then", "memory by then, MB")
                columns[one.name] = dict(zip(names, map(median, zip(*starts[one.name]))))
            try:
                columns[one.name].update(in_use(one, asked_for))
            except Silence as silence:
                say(silence)
            columns[one.name]["starts that stayed mute"] = str(one.mute)
    rows = list(dict.fromkeys(row for column in columns.values() for row in column))
    print("Load %.1f on %d processors, medians of %d starts, %d cells.\n" % (os.getloadavg()[0], os.cpu_count(), asked_for.starts, asked_for.cells))
    table(columns, rows)


if __name__ == "__main__":
    main()
