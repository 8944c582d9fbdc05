import { shortHash, type Actor, type ArrivedEvent, type Service } from '@fangpiao/chassis';
import type { ServiceName } from '@fangpiao/contracts';
import type { StoredCommit } from '@fangpiao/verify';

const hashPrefixLength = 16;

/** A command by which a service reacts to a commit of its own. */
interface Reaction {
  readonly commandKey: string;
  /** From which stream to which. */
  readonly between: string;
}

/**
 * How often a service reacted to a later commit of a stream before it reacted to an earlier one, on the same target: a
 * replica died between commit and reaction, and another took over. The chassis does not promise that order
 * (docs/reliability.md), so decisions must hold in both; it is counted to see that runs do try both. A reaction that
 * came too late to change anything has left no commit.
 */
export function overtakenReactions(
  landed: readonly (readonly [ServiceName, StoredCommit])[],
  serviceOf: (name: ServiceName) => Service,
): number {
  const landings = new Map<string, number>();
  for (const [index, [name, { commandKey }]] of landed.entries())
    landings.set(`${name} ${commandKey}`, index);
  const indexes = new Map<string, number[]>();
  for (const [name, commit] of landed) {
    for (const { commandKey, between } of reactionsTo(commit, serviceOf(name))) {
      const index = landings.get(`${name} ${commandKey}`) ?? Infinity;
      const ofPair = indexes.get(`${name} ${between}`);
      if (ofPair) ofPair.push(index);
      else indexes.set(`${name} ${between}`, [index]);
    }
  }
  let overtaken = 0;
  for (const ofPair of indexes.values()) overtaken += outOfOrder(ofPair);
  return overtaken;
}

/** How many are larger than one that stands behind them. */
function outOfOrder(indexes: readonly number[]): number {
  let least = Infinity;
  let count = 0;
  for (const index of [...indexes].reverse()) {
    if (index > least) count++;
    else least = index;
  }
  return count;
}

function* reactionsTo(commit: StoredCommit, { core }: Service): Iterable<Reaction> {
  const actor = { subject: 'service', role: 'service', agency: core.definition.name } as Actor;
  for (const [eventIndex, event] of commit.events.entries()) {
    const { type, position } = event;
    const id =
      position === undefined
        ? `${commit._id}#${eventIndex}`
        : `${commit.stream}#${position}#${commit.hash.slice(0, hashPrefixLength)}`;
    for (const handler of core.definition.reactions) {
      if (handler.type !== type) continue;
      const calls = handler.commands(arrived(commit, event), undefined);
      for (const [index, { command, input }] of calls.entries()) {
        const commandKey = shortHash([id, command.name, String(index)]);
        const target = command.id(input, { scopeId: commandKey, actor });
        yield { commandKey, between: `${commit.stream} ${command.aggregate.kind}/${target}` };
      }
    }
  }
}

function arrived(commit: StoredCommit, event: StoredCommit['events'][number]): ArrivedEvent {
  const { type, data, position = 0 } = event;
  const { stream, at, hash } = commit;
  return { type, data, stream, position, at, commitHash: hash } as ArrivedEvent;
}
