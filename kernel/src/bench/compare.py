#!/usr/bin/python3
"""Lull beside ipykernel and rapaio's Java kernel, measured one after the other on this machine, in turns.

    mvn -q -DskipTests package && kernel/src/bench/compare.py [--starts 5] [--cells 300] [--only lull,ipykernel,rapaio]

Needs Debian's python3-ipykernel and python3-jupyter-client; rapaio-jupyter-kernel comes from Maven Central through mvn.
CPU figures are of all threads of the kernel's process. The table is Markdown.
"""
import argparse
import json
import os
import pathlib
import queue
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve()
LAUNCHER = HERE.parents[2] / "target/lull/bin/lull"
RAPAIO = "io.github.padreati:rapaio-jupyter-kernel:3.0.1"
PATIENCE_S = 120


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--cells", type=int, default=300)
    parser.add_argument("--only", default="lull,ipykernel,rapaio")
    return parser.parse_args()


def install(folder, names):
    """Kernelspecs of those kernels in a folder of their own; where to find them goes into the environment."""
    os.environ["JUPYTER_PATH"] = str(folder / "share/jupyter")
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    if "lull" in names:
        subprocess.run([LAUNCHER, "install", "--prefix", folder], check=True, stdout=subprocess.DEVNULL)
    specs = {"ipykernel": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]}
    if "rapaio" in names:
        jar = folder / (RAPAIO.split(":")[1] + "-" + RAPAIO.split(":")[2] + ".jar")
        (folder / "pom.xml").write_text("<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version></project>")
        subprocess.run(["mvn", "-q", "dependency:copy", "-Dartifact=" + RAPAIO, "-DoutputDirectory=%s" % folder], cwd=folder, check=True)
        specs["rapaio"] = ["java", "-jar", str(jar), "{connection_file}"]
    for name, argv in specs.items():
        home = folder / "share/jupyter/kernels" / name
        home.mkdir(parents=True, exist_ok=True)
        (home / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": name, "language": "any", "interrupt_mode": "message" if name == "rapaio" else "signal"}))


class Mute(Exception):
    """A kernel that never answered, and has to be started anew."""


def started(name):
    """A kernel, at the fifth attempt if need be."""
    for attempt in range(5):
        try:
            return Kernel(name)
        except Mute:
            print("%s stayed mute" % name, file=sys.stderr)
    raise SystemExit("%s never answers" % name)


class Kernel:
    """A running kernel with a client."""

    def __init__(self, name):
        from jupyter_client.manager import KernelManager

        self.python = name == "ipykernel"
        self.manager = KernelManager(kernel_name=name)
        begun = time.perf_counter()
        self.manager.start_kernel(stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.client = self.manager.blocking_client()
        self.client.start_channels(hb=False)
        if not any(self.answers() for attempt in range(4)):     # some kernels lose what is sent before they are quite there
            self.close()
            raise Mute(name)
        self.info_ms = 1000 * (time.perf_counter() - begun)
        self.run("1+1")
        self.first_ms = 1000 * (time.perf_counter() - begun)
        self.pid = self.manager.provisioner.process.pid

    def answers(self):
        self.client.kernel_info()
        try:
            return self.client.get_shell_msg(timeout=5)["msg_type"] == "kernel_info_reply"
        except queue.Empty:
            return False

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE_S)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def run(self, code):
        """Runs a cell; milliseconds until it is idle, and what it printed."""
        begun = time.perf_counter()
        request = self.client.execute(code)
        printed = []
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE_S)
            if message["parent_header"].get("msg_id") == request:
                if message["msg_type"] == "stream":
                    printed.append(message["content"]["text"])
                if message["content"].get("execution_state") == "idle":
                    break
        self.reply(request)
        return 1000 * (time.perf_counter() - begun), "".join(printed), len(printed)

    def ask(self, request):
        begun = time.perf_counter()
        self.reply(request)
        return 1000 * (time.perf_counter() - begun)

    def cpu_ms(self):
        """Of all threads, exact to the microsecond where the system says so."""
        return sum(int(task.read_text().split()[0]) for task in pathlib.Path("/proc/%d/task" % self.pid).glob("*/schedstat")) / 1e6

    def rss_mb(self):
        return next(int(line.split()[1]) for line in open("/proc/%d/status" % self.pid) if line.startswith("VmRSS")) // 1024

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def median(values):
    return "%.1f" % statistics.median(values)


def warm_figures(name, cells):
    """What one kernel does when it has been in use for a while."""
    kernel = started(name)
    try:
        figures = {}
        print("%s in use" % name, file=sys.stderr)
        for i in range(cells):
            kernel.run("1+1")
        before, times = kernel.cpu_ms(), []
        for i in range(cells):
            times.append(kernel.run("1+1")[0])
        figures["warm 1+1, p50 ms"] = median(times)
        figures["warm 1+1, p99 ms"] = "%.1f" % sorted(times)[int(len(times) * 0.99)]
        figures["warm 1+1, CPU ms"] = "%.1f" % ((kernel.cpu_ms() - before) / cells)
        word = "import os; os.pat" if kernel.python else "System.ou"
        times = [kernel.ask(kernel.client.complete(word)) for i in range(60)]
        figures["complete, first ms"], figures["complete, p50 ms"] = "%.1f" % times[0], median(times[20:])
        word = "len" if kernel.python else "Math.max"
        times = [kernel.ask(kernel.client.inspect(word)) for i in range(40)]
        figures["inspect, p50 ms"] = median(times[10:])
        flood = "for i in range(100000): print('line', i)" if kernel.python else 'for (int i = 0; i < 100000; i++) System.out.println("line " + i);'
        ms, text, messages = min((kernel.run(flood) for i in range(3)), key=lambda run: run[0])
        figures["100,000 lines, s"] = "%.2f" % (ms / 1000)
        figures["... lines that arrived (messages)"] = "%d (%d)" % (text.count("\n"), messages)
        figures["memory then, MB"] = str(kernel.rss_mb())
        time.sleep(5)
        before = kernel.cpu_ms()
        time.sleep(5)
        figures["idle, CPU ms per s"] = "%.2f" % ((kernel.cpu_ms() - before) / 5)
        return figures
    finally:
        kernel.close()


def main():
    asked = arguments()
    names = asked.only.split(",")
    with tempfile.TemporaryDirectory(prefix="lull-bench-") as folder:
        install(pathlib.Path(folder), names)
        starts = {name: [] for name in names}
        for turn in range(asked.starts):
            for name in names:
                print("start %d of %s" % (turn + 1, name), file=sys.stderr)
                kernel = started(name)
                starts[name].append((kernel.info_ms, kernel.first_ms, kernel.cpu_ms(), kernel.rss_mb()))
                kernel.close()
        columns = {}
        for name in names:
            info, first, cpu, memory = zip(*starts[name])
            columns[name] = {"launch to kernel_info, ms": median(info), "launch to first result, ms": median(first),
                             "... CPU ms by then": median(cpu), "memory then, MB ": median(memory), **warm_figures(name, asked.cells)}
        print("Load %s on %d processors, medians of %d starts and %d cells.\n" % (os.getloadavg()[0], os.cpu_count(), asked.starts, asked.cells))
        print("| | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
        for row in columns[names[0]]:
            print("| " + row.strip() + " | " + " | ".join(columns[name][row] for name in names) + " |")


if __name__ == "__main__":
    main()
