import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serviceNames } from '@fangpiao/contracts';
import type { Person } from './person.ts';
import { keptSigningKey } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';
import { signToken } from './tokens.ts';

export interface IssuerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly people: readonly Person[];
  /** Keeps the signing key from start to start. */
  readonly dataFolder: string;
  readonly lifeSeconds?: number;
}

export interface Issuer {
  /** The value of `iss`, and where discovery begins. */
  readonly url: string;
  close(): Promise<void>;
}

/** An OpenID Connect issuer for the demo and the tests. Production uses any real one. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const key = await keptSigningKey(options.dataFolder);
  const host = options.host ?? '127.0.0.1';
  let url = '';
  const server = createServer((request, response) => {
    answer(request, response).catch(() => respond(response, 500, { error: 'server_error' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (`${request.method} ${request.url?.split('?')[0]}`) {
      case 'GET /.well-known/openid-configuration':
        return respond(response, 200, discovery(url));
      case 'GET /jwks':
        return respond(response, 200, { keys: [key.publicJwk] });
      case 'POST /token': {
        const { status, body } = await grant(await formOf(request), key, url, options);
        return respond(response, status, body);
      }
      default:
        return respond(response, 404, { error: 'not_found' });
    }
  }
}

function discovery(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    token_endpoint: `${url}/token`,
    grant_types_supported: ['password', 'client_credentials'],
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  };
}

/** RFC 6749; `audience` names the service the token is for. */
async function grant(
  form: URLSearchParams,
  key: SigningKey,
  url: string,
  options: IssuerOptions,
): Promise<{ status: number; body: object }> {
  const kind = form.get('grant_type');
  if (kind !== 'password' && kind !== 'client_credentials') {
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
  const audience = serviceNames.find((name) => name === form.get('audience'));
  if (!audience) return { status: 400, body: { error: 'invalid_target' } };
  const isMachine = kind === 'client_credentials';
  const username = form.get(isMachine ? 'client_id' : 'username') ?? '';
  const password = form.get(isMachine ? 'client_secret' : 'password') ?? '';
  const person = options.people.find((each) => each.username === username);
  const isRight = isSame(password, person?.password ?? '') && password !== '';
  if (!person || !isRight || (person.isMachine ?? false) !== isMachine) {
    return { status: 400, body: { error: isMachine ? 'invalid_client' : 'invalid_grant' } };
  }
  const lifeSeconds = options.lifeSeconds ?? 3600;
  const nowMillis = Date.now();
  const token = await signToken(key, { person, audience, issuer: url, nowMillis, lifeSeconds });
  return {
    status: 200,
    body: { access_token: token, token_type: 'Bearer', expires_in: lifeSeconds },
  };
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('The form is too large');
  }
  const form = new URLSearchParams(text);
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    form.set('client_id', decodeURIComponent(id));
    form.set('client_secret', decodeURIComponent(secret));
  }
  return form;
}

function respond(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
