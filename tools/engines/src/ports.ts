import { createServer } from 'node:net';
import { EngineProblem } from './engine-problem.ts';

/** A port on this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return (await listenOnce(0)) as number;
}

/** The given port if it is free, any free one if none is given; a clear problem if it is occupied. */
export async function claimPort(port: number | undefined, engine: string): Promise<number> {
  if (port === undefined) return freePort();
  if ((await listenOnce(port)) !== undefined) return port;
  throw new EngineProblem('port-occupied', {
    zh: `端口 ${port} 已被占用，${engine} 无法启动：请停止占用它的程序，或换一个端口。`,
    en: `Port ${port} is occupied, so ${engine} cannot start: stop the program that uses it, or choose another port.`,
  });
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(chosen));
    });
  });
}
