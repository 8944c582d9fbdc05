import { asId } from '@fangpiao/values';
import {
  addressee,
  decideNameHolder,
  decideTellHolder,
  noticesWaitingAtMost,
  type Addressee,
  type AddresseeEvent,
} from './addressee.ts';
import type { Notice } from './notices.ts';

const grandmother = asId<'person'>('person-1');
const notice: Notice = { topic: 'issuance-refused', values: { reason: 'quota-exceeded' } };
const due: AddresseeEvent = {
  type: 'notifications.addressee.notice-due.v1',
  data: { holder: grandmother, notice },
};
const meta = { at: '2026-03-02T02:00:00.000Z', stream: 'addressee/purchase/p-1' } as never;
const after = (events: readonly AddresseeEvent[], state = addressee.initial): Addressee =>
  events.reduce((at, event) => addressee.apply(at, event, meta), state);

describe('who is to be told', () => {
  it('known first: a notice is due at once', () => {
    const named = after(decideNameHolder(addressee.initial, grandmother));
    expect(decideTellHolder(named, notice)).toEqual([due]);
  });

  it('known later: what waited is due then, and only once', () => {
    const waiting = after(decideTellHolder(addressee.initial, notice));
    const events = decideNameHolder(waiting, grandmother);
    expect(events.slice(1)).toEqual([due]);
    expect(after(events, waiting)).toEqual({ holder: grandmother, waiting: [] });
    expect(decideNameHolder(after(events, waiting), grandmother)).toEqual([]);
  });

  it('keeps a limited number of notices', () => {
    let state = addressee.initial;
    for (let count = 0; count < noticesWaitingAtMost + 5; count++)
      state = after(decideTellHolder(state, notice), state);
    expect(state.waiting).toHaveLength(noticesWaitingAtMost);
  });
});
