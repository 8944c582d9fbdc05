import type { Person } from './person.ts';

/**
 * Gets tokens from an issuer's token endpoint and keeps each until a minute before it ends: the `token` of a typed
 * client is `() => tokens.for(person, 'vouchers')`.
 */
export function createTokenSource(options: {
  issuer: string;
  fetch: typeof fetch;
  now: () => number;
}): {
  for(
    person: Pick<Person, 'username' | 'password' | 'isMachine'>,
    audience: string,
  ): Promise<string>;
} {
  const kept = new Map<string, { token: Promise<string>; until: () => number }>();
  return {
    for(person, audience) {
      const name = `${audience} ${person.username}`;
      const known = kept.get(name);
      if (known && known.until() > options.now()) return known.token;
      let until = Number.POSITIVE_INFINITY;
      const token = ask(person, audience).then(
        (answer) => {
          until = options.now() + (answer.expires_in - 60) * 1000;
          return answer.access_token;
        },
        (problem: unknown) => {
          kept.delete(name);
          throw problem;
        },
      );
      kept.set(name, { token, until: () => until });
      return token;
    },
  };

  async function ask(
    person: Pick<Person, 'username' | 'password' | 'isMachine'>,
    audience: string,
  ): Promise<{ access_token: string; expires_in: number }> {
    const credentials = person.isMachine
      ? {
          grant_type: 'client_credentials',
          client_id: person.username,
          client_secret: person.password,
        }
      : { grant_type: 'password', username: person.username, password: person.password };
    const answer = await options.fetch(`${options.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...credentials, audience }),
    });
    if (!answer.ok) throw new Error(`${person.username} cannot sign in: ${answer.status}`);
    return (await answer.json()) as { access_token: string; expires_in: number };
  }
}
