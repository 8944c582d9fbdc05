import { connect } from 'node:net';

/**
 * Asks a MongoDB-wire server one argument-less command and gives the raw reply, or undefined if it
 * does not answer with ok. By hand, so that waiting for an engine does not load a whole driver.
 */
export function askMongo(
  address: { host: string; port: number },
  command: string,
  timeoutMs = 2_000,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const parts: Buffer[] = [];
    const finish = (reply: Buffer | undefined): void => {
      socket.destroy();
      resolve(reply);
    };
    socket.setTimeout(timeoutMs, () => finish(undefined));
    socket.on('error', () => finish(undefined));
    socket.on('close', () => finish(undefined));
    socket.on('connect', () => socket.write(message(command)));
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      const all = Buffer.concat(parts);
      if (all.length < 4 || all.length < all.readInt32LE(0)) return;
      finish(all.includes(okField) ? all : undefined);
    });
  });
}

/** A string field of a raw reply. */
export function stringField(reply: Buffer, name: string): string | undefined {
  const key = Buffer.from(`\x02${name}\0`);
  const at = reply.indexOf(key);
  if (at < 0) return undefined;
  const from = at + key.length + 4;
  return reply.toString('utf8', from, from + reply.readInt32LE(from - 4) - 1);
}

/** The field `ok: 1.0`. */
const okField = Buffer.concat([Buffer.from('\x01ok\0'), doubleOne()]);

function doubleOne(): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(1);
  return bytes;
}

/** An OP_MSG with the body `{ <command>: 1, $db: 'admin' }`. */
function message(command: string): Buffer {
  const fields = Buffer.concat([
    Buffer.from(`\x10${command}\0`),
    int32(1),
    Buffer.from('\x02$db\0'),
    int32(6),
    Buffer.from('admin\0'),
    Buffer.from([0]),
  ]);
  const body = Buffer.concat([int32(0), Buffer.from([0]), int32(fields.length + 4), fields]);
  return Buffer.concat([int32(body.length + 16), int32(1), int32(0), int32(2013), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
