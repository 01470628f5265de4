"""Many cells, with errors, interrupts, floods and malformed frames among them: every one is answered, nothing grows.

    python3 soak.py [CELLS]       (with the kernel "lull" installed)
"""
import os
import sys

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


def outputs(request):
    """What a cell says, up to its idle."""
    said = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE_S)
        if message["parent_header"].get("msg_id") != request:
            continue
        said.append(message)
        if message["content"].get("execution_state") == "idle":
            return said


def reply(request):
    while True:
        message = client.get_shell_msg(timeout=PATIENCE_S)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]


def printed(said):
    return "".join(m["content"]["text"] for m in said if m["msg_type"] == "stream")


def value(said):
    return [m["content"]["data"]["text/plain"] for m in said if m["msg_type"] == "execute_result"][0]


def run(code):
    request = client.execute(code)
    said = outputs(request)
    return reply(request), said


def plain(i):
    answer, said = run("%d + 1" % i)
    assert answer["status"] == "ok" and value(said) == str(i + 1), answer


def statement(i):
    answer, said = run("total += %d; int last = total;" % i)
    assert answer["status"] == "ok", answer


def does_not_compile(i):
    answer, said = run("int wrong%d = missing;" % i)
    assert answer["ename"] == "CompileError", answer


def throws(i):
    answer, said = run('throw new IllegalStateException("%d");' % i)
    assert answer["ename"] == "IllegalStateException" and answer["evalue"] == str(i), answer


def exits(i):
    answer, said = run("System.exit(%d)" % i)
    assert answer["ename"] == "SystemExit", answer


def flood(i):
    answer, said = run("for (int i = 0; i < 5_000; i++) System.out.println(i);")
    assert printed(said) == "".join("%d\n" % n for n in range(5000)), answer


def interrupted(i):
    request = client.execute('System.out.println("begun"); while (true) {}')
    while client.get_iopub_msg(timeout=PATIENCE_S)["msg_type"] != "stream":
        continue
    client.control_channel.send(client.session.msg("interrupt_request", {}))
    answer = reply(request)
    outputs(request)
    assert answer["ename"] == "Interrupted", answer


def malformed(i):
    socket = context.socket(zmq.DEALER)
    socket.linger = 1000
    socket.connect("tcp://%s:%d" % (ports["ip"], ports["shell_port" if i % 2 else "control_port"]))
    good = client.session.serialize(client.session.msg("execute_request", {"code": "total = -1"}))
    socket.send_multipart([good[0], b"0" * 64] + good[2:])
    socket.send_multipart(good[: i % 5 + 1])
    socket.send_multipart([os.urandom(50)])
    socket.close()
    plain(i)


def helped(i):
    for message, content in (
        ("complete_request", {"code": "Math.ma", "cursor_pos": 7}),
        ("inspect_request", {"code": "Math.max(", "cursor_pos": 9, "detail_level": 0}),
        ("is_complete_request", {"code": "int f() {"}),
    ):
        request = client.session.msg(message, content)
        client.shell_channel.send(request)
        assert reply(request["header"]["msg_id"])["status"] in ("ok", "incomplete")


def kernel():
    """Heap after a collection, threads and open files of the kernel."""
    code = "for (int i = 0; i < 3; i++) System.gc(); Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()"
    heap = int(value(run(code)[1])) / 1e6
    threads = int(value(run("Thread.activeCount() + java.lang.management.ManagementFactory.getThreadMXBean().getThreadCount()")[1]))
    files = int(value(run('new File("/proc/self/fd").list().length')[1]))
    return heap, threads, files


KINDS = [plain, statement, plain, does_not_compile, plain, throws, helped, flood, malformed, statement, exits, interrupted]
try:
    reply_of_begin, _ = run("int total = 0;")
    warm = None
    for i in range(CELLS):
        KINDS[i % len(KINDS)](i)
        if i == CELLS // 4:
            warm = kernel()
    statements = sum(i for i in range(CELLS) if KINDS[i % len(KINDS)] is statement)
    answer, said = run("total")
    assert value(said) == str(statements), (value(said), statements)
    end = kernel()
    print("after %d cells: heap %.1f MB, %d threads, %d files" % ((CELLS // 4,) + warm))
    print("after %d cells: heap %.1f MB, %d threads, %d files" % ((CELLS,) + end))
    assert end[0] < warm[0] + 5 + CELLS * 0.005, "the heap grows"
    assert end[1] < warm[1] + 40, "threads pile up"            # the JVM comes and goes with a few; one a cell would be hundreds
    assert end[2] < warm[2] + 16, "files stay open"
    print("all answered")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
