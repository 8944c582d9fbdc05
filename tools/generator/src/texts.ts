import type { AggregateSource } from './aggregates.ts';
import { pastOf, pluralOf } from './names.ts';
import type { Name } from './names.ts';

/** Everything the texts are made from. */
export interface Plan {
  readonly service: string;
  readonly command: Name;
  readonly kind: Name;
  readonly aggregate: AggregateSource;
  /** The aggregate is laid out too, and the command opens it. */
  readonly isNew: boolean;
  readonly hasIdSchema: boolean;
  /** The one refusal every such command has. */
  readonly refusal: string;
}

const wordsOf = (name: Name): string => name.kebab.replaceAll('-', ' ');

export function contractFile({
  service,
  command,
  kind,
  isNew,
  hasIdSchema,
  refusal,
}: Plan): string {
  const id = `${kind.camel}Id`;
  const schema = hasIdSchema ? `${id}Schema` : `idSchema('${kind.kebab}')`;
  const path = isNew
    ? `/${pluralOf(kind.kebab)}`
    : `/${pluralOf(kind.kebab)}/:${id}/${command.kebab}`;
  const params = isNew ? 'nothing' : `z.strictObject({ ${id}: ${schema} })`;
  const body = [...(isNew ? [`${id}: ${schema}`] : []), `reason: textSchema(200, '原因 / reason')`];
  return `import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { ${hasIdSchema ? '' : 'idSchema, '}textSchema } from '../core/schemas.ts';
import { acceptedSchema${hasIdSchema ? `, ${id}Schema` : ''} } from '../shared/words.ts';

export const ${command.camel} = defineRoute({
  name: '${command.camel}',
  service: '${service}',
  method: 'post',
  path: '${path}',
  zh: '${wordsOf(command)}',
  en: '${wordsOf(command)}',
  allowed: ['operator'],
  params: ${params},
  query: nothing,
  body: z.strictObject({ ${body.join(', ')} }),
  status: ${isNew ? 201 : 200},
  answer: acceptedSchema,
  refusals: ['${refusal}'],
});
`;
}

export function commandFile({ command, kind, aggregate, isNew }: Plan): string {
  return `import type { CommandDeclaration } from '@fangpiao/chassis';
import { decide${command.pascal}, type ${command.pascal}Input } from '../domain/${command.kebab}.ts';
${aggregateImports(aggregate, '../domain/')}
export const ${command.camel}: CommandDeclaration<
  ${command.pascal}Input,
  ${aggregate.state},
  ${aggregate.event},
  void
> = {
  name: '${command.pascal}',
  aggregate: ${aggregate.constant},${isNew ? '\n  creates: true,' : ''}
  id: ({ ${kind.camel}Id }) => ${kind.camel}Id,
  decide: decide${command.pascal},
};
`;
}

export function decisionFile(plan: Plan): string {
  const { command, kind, aggregate, isNew, refusal } = plan;
  const { state, event, constant } = aggregate;
  const body = isNew
    ? `  if (state.status !== 'none') return refuse('${refusal}');
  return [{ type: '${eventType(plan)}', data: input }];`
    : `  if (state === ${constant}.initial) return refuse('${refusal}');
  return [];`;
  return `import { refuse } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type { Id } from '@fangpiao/values';
${aggregateImports(aggregate, './', isNew ? 'types' : 'all')}
export interface ${command.pascal}Input {
  readonly ${kind.camel}Id: Id<'${kind.kebab}'>;
  readonly reason: string;
}

export function decide${command.pascal}(
  state: ${state},
  ${isNew ? 'input' : '_input'}: ${command.pascal}Input,
): Decision<${event}> {
${body}
}
`;
}

export function specFile(plan: Plan): string {
  const { command, kind, aggregate, isNew, refusal } = plan;
  const { constant, constantFile } = aggregate;
  const input = `{ ${kind.camel}Id: asId<'${kind.kebab}'>('${kind.kebab}-1'), reason: '示例' }`;
  const first = isNew
    ? `  it('opens the ${wordsOf(kind)}, once', () => {
    const opened = decide${command.pascal}(${constant}.initial, input);
    expect(opened).toEqual([{ type: '${eventType(plan)}', data: input }]);
    expect(decide${command.pascal}({ status: 'open', reason: '' }, input)).toEqual({
      refused: '${refusal}',
    });
  });`
    : `  it('refuses what is not there', () => {
    expect(decide${command.pascal}(${constant}.initial, input)).toEqual({ refused: '${refusal}' });
  });`;
  return `import { asId } from '@fangpiao/values';
import { ${constant} } from './${constantFile}';
import { decide${command.pascal} } from './${command.kebab}.ts';

const input = ${input};

describe('${command.pascal}', () => {
${first}

  it('says what follows, and each refusal by its code', () => {
    throw new Error('Not written yet: which events does ${command.pascal} bring about, and when is it refused?');
  });
});
`;
}

export function newAggregateFile(plan: Plan): string {
  const { service, kind, aggregate } = plan;
  const { constant, state, event } = aggregate;
  const type = eventType(plan);
  return `import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { Id } from '@fangpiao/values';

export interface ${state} {
  readonly status: 'none' | 'open';
  readonly reason: string;
}

export type ${event} = DomainEvent<
  '${type}',
  { ${kind.camel}Id: Id<'${kind.kebab}'>; reason: string }
>;

export const ${constant}: Aggregate<${state}, ${event}> = {
  service: '${service}',
  kind: '${kind.kebab}',
  schema: 1,
  initial: { status: 'none', reason: '' },
  events: [],
  internal: ['${type}'],
  apply: (_state, event) => ({ status: 'open', reason: event.data.reason }),
};
`;
}

function eventType({ service, kind, command }: Plan): string {
  const verb = command.kebab.slice(0, command.kebab.indexOf('-'));
  return `${service}.${kind.kebab}.${pastOf(verb)}.v1`;
}

function aggregateImports(
  aggregate: AggregateSource,
  folder: string,
  which: 'all' | 'types' = 'all',
): string {
  const byFile = new Map<string, string[]>();
  const add = (file: string, name: string): void => {
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  };
  if (which === 'all') add(aggregate.constantFile, aggregate.constant);
  add(aggregate.stateFile, `type ${aggregate.state}`);
  add(aggregate.eventFile, `type ${aggregate.event}`);
  return [...byFile]
    .map(([file, names]) => {
      const areTypes = names.every((name) => name.startsWith('type '));
      const listed = areTypes ? names.map((name) => name.slice('type '.length)) : names;
      return `import ${areTypes ? 'type ' : ''}{ ${listed.join(', ')} } from '${folder}${file}';\n`;
    })
    .join('');
}
