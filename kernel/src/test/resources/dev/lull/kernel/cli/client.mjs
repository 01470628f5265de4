// A front end in Node: the package zeromq from npm, and the protocol by hand.
//
//     node client.mjs CONNECTION_FILE
import { Dealer, Subscriber } from "zeromq";
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

const connection = JSON.parse(readFileSync(process.argv[2], "utf8"));
const session = randomUUID();
const address = (port) => `${connection.transport}://${connection.ip}:${port}`;
const sign = (parts) => parts.reduce((hash, part) => hash.update(part), createHmac("sha256", connection.key)).digest("hex");

const shell = new Dealer({ routingId: session });
const control = new Dealer({ routingId: session });
const iopub = new Subscriber();
iopub.subscribe();
shell.connect(address(connection.shell_port));
control.connect(address(connection.control_port));
iopub.connect(address(connection.iopub_port));

function send(socket, type, content) {
    const header = { msg_id: randomUUID(), session, username: "node", date: new Date().toISOString(), msg_type: type, version: "5.4" };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    return socket.send(["<IDS|MSG>", sign(parts), ...parts]).then(() => header.msg_id);
}

function decoded(frames) {
    const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
    const parts = frames.slice(at + 2, at + 6).map((frame) => frame.toString());
    if (sign(parts) !== frames[at + 1].toString()) throw new Error("a wrong signature");
    const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part));
    return { type: header.msg_type, parent: parent.msg_id, content };
}

async function reply(socket, request) {
    for await (const frames of socket) {
        const message = decoded(frames);
        if (message.parent === request) return message.content;
    }
}

async function outputs(request) {
    const said = [];
    for await (const frames of iopub) {
        const message = decoded(frames);
        if (message.parent === request) said.push(message);
        if (message.parent === request && message.content.execution_state === "idle") return said;
    }
}

console.log("welcomed", decoded(await iopub.receive()).type);
const info = await reply(shell, await send(shell, "kernel_info_request", {}));
console.log(info.status, info.language_info.name, info.protocol_version);
const cell = await send(shell, "execute_request", { code: 'System.out.println("🐧"); 40 + 2' });
const [answer, said] = await Promise.all([reply(shell, cell), outputs(cell)]);
console.log(answer.status, said.map((message) => message.type).join(" "));
console.log(said.filter((m) => m.type === "stream").map((m) => m.content.text).join("").trim(), said.find((m) => m.type === "execute_result").content.data["text/plain"]);
const completion = await reply(shell, await send(shell, "complete_request", { code: '"🐧".toUpp', cursor_pos: 9 }));
console.log(completion.matches.join(" "), completion.cursor_start, completion.cursor_end);
const endless = await send(shell, "execute_request", { code: "while (true) {}" });
const interrupted = await send(control, "interrupt_request", {});
console.log((await reply(control, interrupted)).status, (await reply(shell, endless)).ename);
const shutdown = await send(control, "shutdown_request", { restart: false });
console.log((await reply(control, shutdown)).status);
for (const socket of [shell, control, iopub]) socket.close();
