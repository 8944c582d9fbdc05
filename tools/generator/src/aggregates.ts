import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './names.ts';

/** Where the constant of an aggregate and its two types are declared, as import paths of a neighbour. */
export interface AggregateSource {
  readonly constant: string;
  readonly state: string;
  readonly event: string;
  readonly constantFile: string;
  readonly stateFile: string;
  readonly eventFile: string;
}

/** Looks an aggregate of this kind up in a service's domain folder; undefined when it is new. */
export function findAggregate(domainFolder: string, kind: string): AggregateSource | undefined {
  const files = readdirSync(domainFolder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => ({ name, text: readFileSync(join(domainFolder, name), 'utf8') }));
  const declaringFile = (type: string): string =>
    files.find(({ text }) => new RegExp(`export (type|interface) ${type}\\b`).test(text))?.name ??
    `${kind}.ts`;
  for (const { name, text } of files) {
    const found = /export const (\w+): Aggregate<(\w+), (\w+)> = \{[^}]*?kind: '([\w-]+)'/.exec(
      text,
    );
    if (!found || found[4] !== kind) continue;
    const [, constant, state, event] = found as unknown as [string, string, string, string];
    return {
      constant,
      state,
      event,
      constantFile: name,
      stateFile: declaringFile(state),
      eventFile: declaringFile(event),
    };
  }
  return undefined;
}

/** What a new aggregate will be called. */
export function newAggregate(kind: string): AggregateSource {
  const { camel, pascal } = nameOf(kind);
  const file = `${kind}.ts`;
  return {
    constant: camel,
    state: pascal,
    event: `${pascal}Event`,
    constantFile: file,
    stateFile: file,
    eventFile: file,
  };
}
