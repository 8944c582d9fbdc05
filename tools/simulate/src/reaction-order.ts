import { shortHash, type ArrivedEvent, type Service } from '@fangpiao/chassis';
import type { ServiceName } from '@fangpiao/contracts';
import type { StoredCommit } from '@fangpiao/verify';

const hashPrefixLength = 16;

/**
 * How often a service reacted to a later commit of a stream before it reacted to an earlier one, on the same target: a
 * replica died between commit and reaction, and another took over. The chassis does not promise that order
 * (docs/reliability.md), so decisions must hold in both; it is counted to see that runs do try both.
 */
export function overtakenReactions(
  landed: readonly (readonly [ServiceName, StoredCommit])[],
  serviceOf: (name: ServiceName) => Service,
): number {
  const landings = new Map<string, { readonly index: number; readonly stream: string }>();
  for (const [index, [name, { commandKey, stream }]] of landed.entries())
    landings.set(`${name} ${commandKey}`, { index, stream });
  /** By source and target stream: where the reaction to the latest commit so far landed. */
  const latest = new Map<string, number>();
  let overtaken = 0;
  for (const [name, commit] of landed) {
    for (const commandKey of reactionKeys(commit, serviceOf(name))) {
      const landing = landings.get(`${name} ${commandKey}`);
      if (!landing) continue;
      const between = `${name} ${commit.stream} ${landing.stream}`;
      const before = latest.get(between) ?? -1;
      if (landing.index < before) overtaken++;
      else latest.set(between, landing.index);
    }
  }
  return overtaken;
}

/** The keys of the commands by which the service reacts to its own commit. */
function* reactionKeys(commit: StoredCommit, { core }: Service): Iterable<string> {
  for (const [eventIndex, event] of commit.events.entries()) {
    const { type, position } = event;
    const id =
      position === undefined
        ? `${commit._id}#${eventIndex}`
        : `${commit.stream}#${position}#${commit.hash.slice(0, hashPrefixLength)}`;
    for (const handler of core.definition.reactions) {
      if (handler.type !== type) continue;
      const calls = handler.commands(arrived(commit, event), undefined);
      for (const [index, { command }] of calls.entries())
        yield shortHash([id, command.name, String(index)]);
    }
  }
}

function arrived(commit: StoredCommit, event: StoredCommit['events'][number]): ArrivedEvent {
  const { type, data, position = 0 } = event;
  const { stream, at, hash } = commit;
  return { type, data, stream, position, at, commitHash: hash } as ArrivedEvent;
}
