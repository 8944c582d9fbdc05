import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Request, Response } from 'express';
import type { Clock, Log } from '../core/ports.ts';
import type { DoorAnswer, DoorRequest } from '../http/request.ts';

/** What a service shows the outside: its door, its health, its documents. */
export interface ShellOptions {
  readonly dispatch: (request: DoorRequest) => Promise<DoorAnswer>;
  /** Each named thing that must work before the service takes work. */
  readonly ready: Readonly<Record<string, () => Promise<boolean> | boolean>>;
  readonly documents: {
    readonly openApi: () => object;
    readonly asyncApi: () => object;
    readonly page: () => string;
  };
  readonly clock: Clock;
  readonly log: Log;
  readonly bodyBytes: number;
}

export interface Shell {
  readonly url: string;
  readonly port: number;
  /** Takes no more, finishes what is under way, at most `graceMillis` long. */
  close(graceMillis?: number): Promise<void>;
}

/** Also on a failure. */
const onEveryAnswer: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What Express serves: documents and health. */
const ownPaths = new Set(['/livez', '/readyz', '/openapi.json', '/asyncapi.json', '/docs']);

/**
 * The shell around the door: bytes in, bytes out. Everything a request means is decided below, in `dispatch`; Express
 * serves the documents.
 */
export async function startShell(
  options: ShellOptions,
  address: { port: number; host?: string },
): Promise<Shell> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  let isClosing = false;

  app.get('/livez', (_request, response) => void response.json({ alive: true }));
  app.get('/readyz', async (_request, response) => {
    const missing = isClosing ? ['closing'] : await notReady(options);
    response.status(missing.length === 0 ? 200 : 503);
    response.json({ ready: missing.length === 0, missing });
  });
  app.get('/openapi.json', once(options.documents.openApi));
  app.get('/asyncapi.json', once(options.documents.asyncApi));
  app.get('/docs', (_request, response) => {
    response.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    response.type('html').send(options.documents.page());
  });
  app.use((problem: Error, _request: Request, response: Response, _next: unknown) =>
    failed(response, problem),
  );

  function failed(response: ServerResponse, problem: unknown): void {
    options.log.error('The HTTP shell failed', { stack: (problem as Error).stack });
    if (response.headersSent) response.destroy();
    else response.writeHead(500, onEveryAnswer).end();
  }

  /** Everything that is not the shell's own goes straight to the door: Express would take longer than the door does. */
  async function toDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const receivedAt = options.clock.now();
      const body = await readBody(request, options.bodyBytes);
      if (body === undefined) return;
      const answer = await options.dispatch(doorRequestOf(request, body, receivedAt));
      const isLast = isClosing || body.byteLength > options.bodyBytes;
      send(response, { method: request.method, answer, isLast });
    } catch (problem) {
      failed(response, problem);
    }
  }

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    (request, response) => {
      if (!isOwn(request)) {
        void toDoor(request, response);
        return;
      }
      for (const name in onEveryAnswer) response.setHeader(name, onEveryAnswer[name]!);
      if (isClosing) response.setHeader('connection', 'close');
      app(request, response);
    },
  );
  await listening(server, address);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${address.host ?? '127.0.0.1'}:${port}`,
    close: (graceMillis = 10_000) => {
      isClosing = true;
      return closing(server, graceMillis);
    },
  };
}

async function notReady(options: ShellOptions): Promise<string[]> {
  const checks = Object.entries(options.ready).map(async ([name, check]) => {
    try {
      return (await check()) ? undefined : name;
    } catch (problem) {
      options.log.warn('A readiness check failed', { check: name, problem: String(problem) });
      return name;
    }
  });
  return (await Promise.all(checks)).filter((name) => name !== undefined);
}

/** The documents never change while a process runs. */
function once(make: () => object) {
  let text: string | undefined;
  return (_request: Request, response: Response): void => {
    text ??= JSON.stringify(make());
    response.type('application/json').send(text);
  };
}

/** At most one byte above the limit is kept, enough for the door to refuse. Undefined: the caller went away. */
function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes <= limitBytes) return;
      request.removeAllListeners('data');
      request.resume();
      resolve(Buffer.concat(chunks).subarray(0, limitBytes + 1));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

function isOwn(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && ownPaths.has(pathOf(request));
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

function queryOf(search: string): DoorRequest['query'] {
  if (search === '') return {};
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    const known = query[name];
    query[name] = known === undefined ? value : [...[known].flat(), value];
  }
  return { ...query };
}

function doorRequestOf(
  request: IncomingMessage,
  body: Uint8Array,
  receivedAt: number,
): DoorRequest {
  const { method = 'GET', url = '/' } = request;
  const path = pathOf(request);
  const headers: Record<string, string | undefined> = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path,
    query: queryOf(url.slice(path.length + 1)),
    headers,
    body,
    receivedAt,
    ...(request.socket.remoteAddress !== undefined && { remote: request.socket.remoteAddress }),
  };
}

/** All headers in one call: set one by one they cost more than reading the request. */
function send(
  response: ServerResponse,
  { method, answer, isLast }: { method: string | undefined; answer: DoorAnswer; isLast: boolean },
): void {
  const { status, headers, body } = answer;
  response.writeHead(status, {
    ...onEveryAnswer,
    ...headers,
    ...(body !== '' && { 'content-length': Buffer.byteLength(body) }),
    ...(isLast && { connection: 'close' }),
  });
  if (method === 'HEAD' || body === '') response.end();
  else response.end(body);
}

function listening(server: Server, address: { port: number; host?: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host ?? '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closing(server: Server, graceMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMillis);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
