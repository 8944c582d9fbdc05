import { connect } from 'node:net';
import type { Socket } from 'node:net';

const endOfHead = '\r\n\r\n';

/**
 * One kept connection that sends a request, waits for its answer and sends the next: what a load needs of HTTP/1.1 and
 * no more, so that the generator takes little of the processor that it shares with what it measures.
 */
export class LeanClient {
  readonly #socket: Socket;
  readonly #head: string;
  #received = '';
  #waiting: { resolve: (status: number) => void; reject: (problem: Error) => void } | undefined;

  constructor(address: string, headers: Readonly<Record<string, string>>) {
    const { hostname, port, host } = new URL(address);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (part: string) => this.#take(part));
    this.#socket.on('error', (problem) => this.#waiting?.reject(problem));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed')));
    this.#head = Object.entries({ host, 'content-type': 'application/json', ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  /** Posts the JSON text under the key; answers the status. */
  post(path: string, key: string, text: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\n${this.#head}idempotency-key: ${key}\r\n` +
          `content-length: ${Buffer.byteLength(text)}${endOfHead}${text}`,
      );
    });
  }

  #take(part: string): void {
    this.#received += part;
    const head = this.#received.indexOf(endOfHead);
    if (head === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, head))?.[1];
    const isChunked = length === undefined;
    const body = this.#received.slice(head + endOfHead.length);
    const isWhole = isChunked ? body.endsWith('0\r\n\r\n') : body.length >= Number(length);
    if (!isWhole) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(status);
  }
}
