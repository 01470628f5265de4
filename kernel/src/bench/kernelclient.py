"""A kernel's process and the five sockets to it, by hand: what lies between us and the kernel is ZeroMQ and nothing else."""
import datetime
import hashlib
import hmac
import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import uuid

import zmq

CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB, "hb": zmq.REQ}
KEY = "a key of the test's own"


class Silence(Exception):
    """Nothing came in the time that was granted."""


def free_ports(count):
    """Ports that nobody listens on; all of them held until the last is found."""
    held = [socket.socket() for i in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Kernel:
    """A running kernel. Its command names the connection file as {connection_file}."""

    def __init__(self, argv, environment=None, log=subprocess.DEVNULL, patience_s=60, look_every_ms=5):
        self.patience_s = patience_s
        self.look_every_ms = look_every_ms
        self.session = uuid.uuid4().hex
        self.folder = tempfile.TemporaryDirectory(prefix="kernel-")
        self.ports = dict(zip(CHANNELS, free_ports(len(CHANNELS))))
        connection = {"transport": "tcp", "ip": "127.0.0.1", "key": KEY, "signature_scheme": "hmac-sha256", "kernel_name": "",
                      **{name + "_port": port for name, port in self.ports.items()}}
        file = pathlib.Path(self.folder.name) / "connection.json"
        file.write_text(json.dumps(connection))
        self.context = zmq.Context()
        self.sockets = {name: self.connected(name) for name in CHANNELS}
        self.poller = zmq.Poller()
        for name in ("shell", "control", "stdin", "iopub"):
            self.poller.register(self.sockets[name], zmq.POLLIN)
        self.waiting = {name: [] for name in CHANNELS}
        self.begun = time.perf_counter()
        self.process = subprocess.Popen([str(a).replace("{connection_file}", str(file)) for a in argv], stdout=log, stderr=log,
                                        stdin=subprocess.DEVNULL, env=environment, cwd=self.folder.name)
        self.pid = self.process.pid

    def connected(self, name):
        one = self.context.socket(CHANNELS[name])
        one.linger = 0
        one.sndhwm = one.rcvhwm = 0
        one.reconnect_ivl = self.look_every_ms
        if name == "iopub":
            one.subscribe(b"")
        else:
            one.identity = self.session.encode()
        one.connect("tcp://127.0.0.1:%d" % self.ports[name])
        return one

    def frames(self, kind, content, **more):
        header = {"msg_id": uuid.uuid4().hex, "session": self.session, "username": "bench", "msg_type": kind, "version": "5.3",
                  "date": datetime.datetime.now(datetime.timezone.utc).isoformat(), **more.get("header", {})}
        parts = [json.dumps(part).encode() for part in (header, more.get("parent", {}), more.get("metadata", {}), content)]
        signature = hmac.new(KEY.encode(), b"".join(parts), hashlib.sha256).hexdigest().encode()
        return header["msg_id"], [b"<IDS|MSG>", signature] + parts + more.get("buffers", [])

    def send(self, channel, kind, content=None, **more):
        """Sends a message; its id."""
        request, frames = self.frames(kind, content or {}, **more)
        self.sockets[channel].send_multipart(frames)
        return request

    def take(self, channel, patience_s=None):
        """The next message of a channel, as a dictionary."""
        until = time.perf_counter() + (self.patience_s if patience_s is None else patience_s)
        while not self.waiting[channel]:
            left = until - time.perf_counter()
            if left <= 0 or not self.poller.poll(1000 * left):
                raise Silence("nothing on %s" % channel)
            for name in self.waiting:
                self.fetch(name)
        return self.waiting[channel].pop(0)

    def fetch(self, name):
        while name != "hb" and self.sockets[name].poll(0):
            frames = self.sockets[name].recv_multipart()
            at = frames.index(b"<IDS|MSG>")
            expected = hmac.new(KEY.encode(), b"".join(frames[at + 2:at + 6]), hashlib.sha256).hexdigest().encode()
            assert frames[at + 1] == expected, "a wrong signature from the kernel"
            header, parent, metadata, content = map(json.loads, frames[at + 2:at + 6])
            self.waiting[name].append({"identities": frames[:at], "header": header, "parent_header": parent, "metadata": metadata,
                                       "content": content, "buffers": frames[at + 6:], "msg_type": header["msg_type"]})

    def reply(self, request, channel="shell", patience_s=None):
        """The reply to a request; what else is waiting there is dropped."""
        while True:
            message = self.take(channel, patience_s)
            if message["parent_header"].get("msg_id") == request:
                return message

    def outputs(self, request, patience_s=None):
        """What a request's iopub messages are, up to its idle."""
        said = []
        while not said or said[-1]["content"].get("execution_state") != "idle":
            message = self.take("iopub", patience_s)
            if message["parent_header"].get("msg_id") == request:
                said.append(message)
        return said

    def ask(self, kind, content=None, channel="shell", patience_s=None):
        """Asks and waits; the reply."""
        return self.reply(self.send(channel, kind, content), channel, patience_s)

    def run(self, code, patience_s=None):
        """Runs a cell: its reply's content and its outputs."""
        request = self.send("shell", "execute_request", {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                                                         "allow_stdin": False, "stop_on_error": True})
        return self.reply(request, "shell", patience_s)["content"], self.outputs(request, patience_s)

    def cpu_ms(self):
        """Of all threads, those that have ended among them; in steps of 10."""
        fields = pathlib.Path("/proc/%d/stat" % self.pid).read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def rss_mb(self):
        return next(int(line.split()[1]) for line in open("/proc/%d/status" % self.pid) if line.startswith("VmRSS")) // 1024

    def alive(self):
        return self.process.poll() is None

    def close(self):
        self.process.kill()
        self.process.wait()
        self.context.destroy(linger=0)
        self.folder.cleanup()
