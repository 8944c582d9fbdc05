import { Agent, request } from 'node:http';
import type { Fetch } from '@fangpiao/contracts';

/**
 * The little of fetch that the typed client needs, over kept connections: a city full of people in
 * one process spends a third of the time that the general fetch takes.
 */
export function createKeepAliveFetch(sockets = 64): Fetch {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets, scheduling: 'lifo' });
  return (url, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const sent = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            headers: { get: (name) => answer.headers[name.toLowerCase()]?.toString() ?? null },
            text: () => Promise.resolve(Buffer.concat(chunks).toString('utf8')),
          });
        });
      });
      sent.setTimeout(60_000, () => sent.destroy(new Error(`No answer from ${url} in a minute`)));
      sent.once('error', reject);
      sent.end(body);
    });
}
