import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { PersonId } from '@fangpiao/values';
import type { Notice } from './notices.ts';

/**
 * Who is to be told about a purchase or an agreement. Some agencies' events name only the thing, others name its holder,
 * and they come in any order: here they meet. Notices wait until the holder is known.
 */
export interface Addressee {
  readonly holder: PersonId | null;
  readonly waiting: readonly Notice[];
}

export type AddresseeEvent =
  | DomainEvent<'notifications.addressee.named.v1', { holder: PersonId }>
  | DomainEvent<'notifications.addressee.notice-kept.v1', { notice: Notice }>
  | DomainEvent<'notifications.addressee.notice-due.v1', { holder: PersonId; notice: Notice }>;

export const noticeDueType = 'notifications.addressee.notice-due.v1';

/** More than ever come before a holder is known; further ones are not kept. */
export const noticesWaitingAtMost = 20;

export const addressee: Aggregate<Addressee, AddresseeEvent> = {
  service: 'notifications',
  kind: 'addressee',
  schema: 1,
  initial: { holder: null, waiting: [] },
  hasView: false,
  events: [],
  internal: [
    'notifications.addressee.named.v1',
    'notifications.addressee.notice-kept.v1',
    noticeDueType,
  ],
  apply: (state, event) => {
    switch (event.type) {
      case 'notifications.addressee.named.v1':
        return { holder: event.data.holder, waiting: [] };
      case 'notifications.addressee.notice-kept.v1':
        return { ...state, waiting: [...state.waiting, event.data.notice] };
      case 'notifications.addressee.notice-due.v1':
        return state;
    }
  },
};

/** The holder is known: what waited is due. Total: it follows from a fact. */
export function decideNameHolder(state: Addressee, holder: PersonId): AddresseeEvent[] {
  if (state.holder === holder) return [];
  return [
    { type: 'notifications.addressee.named.v1', data: { holder } },
    ...state.waiting.map((notice) => due(holder, notice)),
  ];
}

/** Something is to be told: at once if the holder is known, else when they are. Total. */
export function decideTellHolder(state: Addressee, notice: Notice): AddresseeEvent[] {
  if (state.holder !== null) return [due(state.holder, notice)];
  if (state.waiting.length >= noticesWaitingAtMost) return [];
  return [{ type: 'notifications.addressee.notice-kept.v1', data: { notice } }];
}

function due(holder: PersonId, notice: Notice): AddresseeEvent {
  return { type: noticeDueType, data: { holder, notice } };
}
