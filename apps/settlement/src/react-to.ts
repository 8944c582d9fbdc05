import type { DomainEvent } from '@fangpiao/contracts';
import type { CommandCall, EventHandler } from '@fangpiao/chassis';

/** A reaction to an own event that is not in the contract, typed by the aggregate's union of events. */
export function reactTo<Event extends DomainEvent>() {
  return <Type extends Event['type']>(
    type: Type,
    commands: (data: Extract<Event, { readonly type: Type }>['data']) => readonly CommandCall[],
  ): EventHandler => ({
    type,
    commands: ({ data }) => commands(data as Extract<Event, { readonly type: Type }>['data']),
  });
}
