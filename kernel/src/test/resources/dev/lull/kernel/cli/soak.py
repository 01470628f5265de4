"""Many cells, with errors, interrupts, floods and malformed frames among them: every one is answered, in its turn and under
its own header, and nothing grows.

    python3 soak.py [CELLS]       (with the kernel "lull" installed)
"""
import os
import sys
import time

import zmq
from jupyter_client.manager import KernelManager

CELLS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
PATIENCE_S = 120

manager = KernelManager(kernel_name="lull")
manager.start_kernel()
client = manager.blocking_client()
client.start_channels()
client.wait_for_ready(timeout=PATIENCE_S)
ports = manager.get_connection_info()
context = zmq.Context.instance()
asked = {}          # by the id of a request: what came of it
cells = 0


class Request:
    """A request on its way: its reply, and all that is said under its header from busy to idle."""

    def __init__(self, kind, content, channel="shell", talks_later=False):
        self.kind, self.channel, self.talks_later = kind, channel, talks_later
        self.reply, self.said, self.idle = None, [], False
        message = client.session.msg(kind, content)
        self.id = message["header"]["msg_id"]
        asked[self.id] = self
        (client.shell_channel if channel == "shell" else client.control_channel).send(message)

    def heard(self, message):
        state = message["content"].get("execution_state")
        assert self.talks_later or not self.idle, ("after idle", message)
        assert (state == "busy") == (not self.said), ("busy comes first, and once", message)
        self.said.append(message)
        self.idle |= state == "idle"

    def done(self):
        """Waits for reply and idle; others' messages are theirs meanwhile."""
        while self.reply is None:
            message = client.get_shell_msg(timeout=PATIENCE_S) if self.channel == "shell" else client.get_control_msg(timeout=PATIENCE_S)
            other = asked.get(message["parent_header"]["msg_id"])
            if other is None:       # what jupyter_client itself asked for until the kernel was ready
                assert message["msg_type"] == "kernel_info_reply", message
                continue
            assert other.reply is None and message["msg_type"] == other.kind.replace("_request", "_reply"), message
            other.reply = message["content"]
            answered.append(other.id)
        while not self.idle:
            hear()
        return self

    def printed(self):
        return "".join(m["content"]["text"] for m in self.said if m["msg_type"] == "stream")

    def value(self):
        return [m["content"]["data"]["text/plain"] for m in self.said if m["msg_type"] == "execute_result"][0]

    def shown(self):
        return [m["content"]["data"]["text/plain"] for m in self.said if m["msg_type"].endswith("display_data")]


answered = []


def hear():
    message = client.get_iopub_msg(timeout=PATIENCE_S)
    parent = message["parent_header"].get("msg_id")
    if message["msg_type"] != "iopub_welcome" and parent in asked:
        asked[parent].heard(message)


def cell(code, **more):
    global cells
    cells += 1
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    return Request("execute_request", {**content, **more})


def run(code, **more):
    return cell(code, **more).done()


def fails(code, name):
    request = run(code)
    assert request.reply["status"] == "error" and request.reply["ename"] == name, request.reply


def runs(code, **more):
    request = run(code, **more)
    assert request.reply["status"] == "ok", request.reply
    return request


def plain(i):
    assert runs("%d + 1" % i).value() == str(i + 1)


def statement(i):
    runs("total += %d; int last = total;" % i)


def declares_anew(i):
    runs("int again = %d;\nint twice() { return 2 * again + %d - %d; }\nclass Box { int held = %d; int twice() { return 2 * held; } }" % (i, i, i, i))
    assert runs("twice() + new Box().twice()").value() == str(4 * i)


def imports(i):
    runs("import java.util.concurrent.atomic.%s;" % ("AtomicInteger", "AtomicLong")[i % 2])


def does_not_compile(i):
    fails("int wrong%d = missing;" % i, "CompileError")
    fails("missing%d()" % i, "CompileError")
    fails("int a = missing%d;\nString b = 3;\nclass Half { int x() { return later%d(); } }" % (i, i), "CompileError")
    fails("int a = (%d;\nint b = 3;" % i, "CompileError")


def throws(i):
    fails('throw new IllegalStateException("%d");' % i, "IllegalStateException")
    fails('int never = Integer.parseInt("x%d");' % i, "NumberFormatException")


def exits(i):
    fails("System.exit(%d)" % i, "SystemExit")


def flood(i):
    request = runs("for (int i = 0; i < 5_000; i++) System.out.println(i);")
    assert request.printed() == "".join("%d\n" % n for n in range(5000))


def thread(i):
    request = cell('new Thread(() -> { for (int i = 0; i < 3; i++) System.out.print("t%d "); throw new IllegalStateException("died"); }).start();' % i)
    request.talks_later = True
    request.done()
    while "died" not in request.printed():
        hear()
    assert request.printed().startswith("t%d " % i * 3), request.printed()


def displays(i):
    assert runs('var shown = display("a%d"); shown.update("b%d");' % (i, i)).shown() == ["a%d" % i, "b%d" % i]


def magics(i):
    assert runs("%time " + str(i)).value() == str(i)
    assert run("%nosuch").reply["status"] == "error"
    assert "total" in str(runs("%who").said)


def comms(i):
    runs('import dev.lull.kernel.jupyter.Comms;\nComms.target("soak", comm -> comm.onMessage(data -> System.out.print(data.get("n"))));')
    Request("comm_open", {"comm_id": "c%d" % i, "target_name": "soak", "data": {}})
    said = Request("comm_msg", {"comm_id": "c%d" % i, "data": {"n": i}})
    closed = Request("comm_close", {"comm_id": "c%d" % i, "data": {}})
    while not closed.idle:
        hear()
    assert said.printed() == str(i), said.said
    assert Request("comm_info_request", {}).done().reply["comms"] == {}


def asks_along(i):
    reply = runs("1", user_expressions={"good": "%d + 2" % i, "bad": "missing"}).reply["user_expressions"]
    assert reply["good"]["data"]["text/plain"] == str(i + 2) and reply["bad"]["status"] == "error", reply
    assert not run("System.out.println(%d)" % i, silent=True).printed()


def helped(i):
    name = "name%d" % i
    for kind, content in (
        ("complete_request", {"code": "Math.ma", "cursor_pos": 7}),
        ("complete_request", {"code": "int %s = 1; nam" % name, "cursor_pos": len(name) + 14}),
        ("inspect_request", {"code": "Math.max(", "cursor_pos": 9, "detail_level": 0}),
        ("inspect_request", {"code": name, "cursor_pos": 2, "detail_level": 1}),
        ("is_complete_request", {"code": "int %s() {" % name}),
        ("history_request", {"hist_access_type": "tail", "n": 3, "output": True, "raw": True}),
        ("kernel_info_request", {}),
    ):
        assert Request(kind, content).done().reply["status"] in ("ok", "incomplete")


def interrupted(i):
    request = cell('System.out.println("begun"); while (true) {}')
    while not request.printed():
        hear()
    assert Request("interrupt_request", {}, "control").done().reply["status"] == "ok"
    assert request.done().reply["ename"] == "Interrupted", request.reply


def queued(i):
    """Many at once, answered in their order; and those behind one that fails."""
    many = [cell("%d + %d" % (i, n)) for n in range(30)]
    del answered[:]
    assert [one.done().value() for one in many] == [str(i + n) for n in range(30)]
    assert answered == [one.id for one in many]
    failing, behind = cell('Thread.sleep(300); throw new Error("%d");' % i), [cell("total = -1") for n in range(5)]
    failing.done()
    assert {one.done().reply["status"] for one in behind} == {"aborted"}


def malformed(i):
    socket = context.socket(zmq.DEALER)
    socket.linger = 1000
    socket.connect("tcp://%s:%d" % (ports["ip"], ports[("shell_port", "control_port", "stdin_port")[i % 3]]))
    good = client.session.serialize(client.session.msg("execute_request", {"code": "total = -1"}))
    sign = client.session.sign
    socket.send_multipart([good[0], b"0" * 64] + good[2:])                              # a wrong signature
    socket.send_multipart([good[0], b""] + good[2:])                                    # none
    socket.send_multipart([good[0], good[1]] + good[2:5] + [b'{"code": "total = -1;"}'])   # of something else
    socket.send_multipart(good[: i % 6 + 1])                                            # cut short
    socket.send_multipart(good[1:])                                                     # no delimiter
    for parts in ([b"{", b"{}", b"{}", b"{}"], [b"[]"] * 4, [b"null"] * 4, [b"{}"] * 4, [b'{"msg_type": 3, "msg_id": {}}', b"{}", b"{}", b"{}"],
                  [b"[" * 20_000] * 4, [b"\xff\xfe"] * 4, [b""] * 4):
        socket.send_multipart([good[0], sign(parts)] + parts)                           # signed nonsense
    socket.send_multipart([os.urandom(50)])
    socket.send_multipart([b""] * 20)
    socket.close()
    half = __import__("socket").create_connection((ports["ip"], ports["shell_port"]))   # no ZeroMQ at all
    half.sendall(b"GET / HTTP/1.0\r\n\r\n")
    half.close()
    plain(i)


def kernel():
    """Heap after a collection, threads, open files and classes of the kernel; its resident memory."""
    bean = "java.lang.management.ManagementFactory.get%s()"
    code = "for (int i = 0; i < 3; i++) { System.gc(); Thread.sleep(50); } Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()"
    heap = int(run(code).value()) / 1e6
    threads = int(run((bean % "ThreadMXBean") + ".getThreadCount()").value())
    files = int(run('new File("/proc/self/fd").list().length').value())
    classes = int(run((bean % "ClassLoadingMXBean") + ".getLoadedClassCount()").value())
    memory = [line for line in open("/proc/%s/status" % run("ProcessHandle.current().pid()").value()) if line.startswith("VmRSS")][0]
    return heap, threads, files, classes, int(memory.split()[1]) / 1000


KINDS = [plain, statement, does_not_compile, plain, declares_anew, throws, helped, flood, malformed, displays, plain, imports, exits, thread,
         statement, magics, comms, asks_along, interrupted, queued]
FIGURES = "after %d cells: heap %.1f MB, %d threads, %d files, %d classes, resident %.0f MB"
try:
    run("int total = 0;")
    warm, took, i = None, [], -1
    while cells < CELLS:
        i += 1
        begun = time.perf_counter()
        KINDS[i % len(KINDS)](i)
        took.append(time.perf_counter() - begun)
        if cells > CELLS // 3 and not warm:
            warm = (cells,) + kernel()
        if i % len(KINDS) == 0:
            for known in [one for one in asked if asked[one].reply and asked[one].idle][:-100]:     # late words would be missed
                del asked[known]
    total = sum(n for n in range(i + 1) if KINDS[n % len(KINDS)] is statement)
    assert run("total").value() == str(total)
    end = (cells,) + kernel()
    assert not [one.kind for one in asked.values() if not one.idle or one.reply is None and not one.kind.startswith("comm_")]
    print(FIGURES % warm)
    print(FIGURES % end)
    for kind in dict.fromkeys(KINDS):
        mine = [1000 * t for n, t in enumerate(took) if KINDS[n % len(KINDS)] is kind]
        part = (len(mine) + 3) // 4
        early, late = sorted(mine[len(mine) // 4:][:part]), sorted(mine[-part:])
        print("  %-18s p50 %7.1f ms in the second quarter, %7.1f ms in the last" % (kind.__name__, early[len(early) // 2], late[len(late) // 2]))
    assert end[1] < warm[1] + 16 + CELLS * 0.001, "the heap grows"      # on JDK 25 by ten megabytes about the thousandth cell, and then no more
    assert end[2] < warm[2] + 20, "threads pile up"            # the JVM comes and goes with a few; one a cell would be hundreds
    assert end[3] < warm[3] + 16, "files stay open"
    print("all answered")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
