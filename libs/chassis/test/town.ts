import { defineEvent, type DomainEvent, type EventOf } from '@fangpiao/contracts';
import type { Instant } from '@fangpiao/values';
import { z } from 'zod';
import {
  call,
  dueJob,
  when,
  type Aggregate,
  type CommandDeclaration,
  type JobDeclaration,
  type MirrorDeclaration,
  type ServiceDefinition,
  type ViewDocument,
} from '../src/index.ts';

/**
 * An invented town of two agencies. The *counter* lets stalls, keeps tills (the hot streams) and guards names; the
 * *ledger* hears of it and keeps books. Nothing of it is about housing; the two take the seats of `vouchers` and
 * `notifications` on the bus, because seats are a closed list.
 */
export const counterSeat = 'vouchers';
export const ledgerSeat = 'notifications';
/** The families the ledger takes; a bus on which they are not configured is told. */
export const townFamilies = ['till', 'stall'] as const;

const fen = z.int();
export const paidIn = defineEvent({
  type: 'vouchers.till.paid-in.v1',
  nature: 'fact',
  zh: '收入',
  en: 'Paid in',
  data: z.strictObject({ fen }),
});
export const paidOut = defineEvent({
  type: 'vouchers.till.paid-out.v1',
  nature: 'fact',
  zh: '支出',
  en: 'Paid out',
  data: z.strictObject({ fen }),
});
export const stallOpened = defineEvent({
  type: 'vouchers.stall.opened.v1',
  nature: 'fact',
  zh: '开摊',
  en: 'Opened',
  data: z.strictObject({ name: z.string(), till: z.string(), fen, closesAt: z.string() }),
});
export const stallClosed = defineEvent({
  type: 'vouchers.stall.closed.v1',
  nature: 'fact',
  zh: '收摊',
  en: 'Closed',
  data: z.strictObject({ name: z.string() }),
});

export interface Till {
  readonly balance: number;
  readonly notes: number;
}
/** Inside the service: it has no position and does not leave it. */
type TillNoted = DomainEvent<'till-noted', { readonly text: string }>;
/** A form from an earlier release, which `upcast` knows. */
type TillEvent = EventOf<typeof paidIn> | EventOf<typeof paidOut> | TillNoted;

export const till: Aggregate<Till, TillEvent> = {
  service: counterSeat,
  kind: 'till',
  schema: 1,
  initial: { balance: 0, notes: 0 },
  events: [paidIn, paidOut],
  internal: ['till-noted'],
  upcast: (event) =>
    event.type === 'till-counted'
      ? { type: 'till-noted', data: { text: String((event.data as { n: number }).n) } }
      : event,
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.till.paid-in.v1':
        return { ...state, balance: state.balance + event.data.fen };
      case 'vouchers.till.paid-out.v1':
        return { ...state, balance: state.balance - event.data.fen };
      case 'till-noted':
        return { ...state, notes: state.notes + 1 };
    }
  },
};

export const payIn: CommandDeclaration<{ till: string; fen: number }, Till, TillEvent, undefined> =
  {
    name: 'payIn',
    aggregate: till,
    id: (input) => input.till,
    decide: (_state, input) => [{ type: 'vouchers.till.paid-in.v1', data: { fen: input.fen } }],
  };

export const payOut: CommandDeclaration<{ till: string; fen: number }, Till, TillEvent, undefined> =
  {
    name: 'payOut',
    aggregate: till,
    id: (input) => input.till,
    decide: (state, input) =>
      input.fen > state.balance
        ? { refused: 'till-empty' }
        : [
            { type: 'till-noted', data: { text: 'before' } },
            { type: 'vouchers.till.paid-out.v1', data: { fen: input.fen } },
          ],
  };

/** Commits whatever it is given: for content that must be refused. */
export const note: CommandDeclaration<{ till: string; text: unknown }, Till, TillEvent, undefined> =
  {
    name: 'note',
    aggregate: till,
    id: (input) => input.till,
    decide: (_state, { text }) =>
      text === '' ? [] : [{ type: 'till-noted', data: { text: text as string } }],
  };

export interface Stall {
  readonly name: string;
  readonly closesAt: string;
  readonly isOpen: boolean;
}
type StallEvent = EventOf<typeof stallOpened> | EventOf<typeof stallClosed>;

export const stall: Aggregate<Stall, StallEvent> = {
  service: counterSeat,
  kind: 'stall',
  schema: 1,
  initial: { name: '', closesAt: '', isOpen: false },
  events: [stallOpened, stallClosed],
  dueAt: (state) => (state.isOpen ? (state.closesAt as Instant) : undefined),
  apply: (state, event) =>
    event.type === 'vouchers.stall.opened.v1'
      ? { name: event.data.name, closesAt: event.data.closesAt, isOpen: true }
      : { ...state, isOpen: false },
};

export interface OpenStall {
  readonly name: string;
  readonly till?: string;
  readonly fen?: number;
  readonly closesAt?: string;
}

/** Has no natural key: its stream is named by the scope of the request's key. */
export const openStall: CommandDeclaration<OpenStall, Stall, StallEvent, undefined> = {
  name: 'openStall',
  aggregate: stall,
  creates: true,
  id: (_input, { scopeId }) => scopeId,
  decide: (state, input) =>
    state.isOpen
      ? { refused: 'stall-is-open' }
      : [
          {
            type: 'vouchers.stall.opened.v1',
            data: {
              name: input.name,
              till: input.till ?? 'fees',
              fen: input.fen ?? 5,
              closesAt: input.closesAt ?? '2100-01-01T00:00:00.000Z',
            },
          },
        ],
};

export const closeStall: CommandDeclaration<{ stall: string }, Stall, StallEvent, undefined> = {
  name: 'closeStall',
  aggregate: stall,
  id: (input) => input.stall,
  decide: (state, _input, _facts, { at }) =>
    state.isOpen && at >= state.closesAt
      ? [{ type: 'vouchers.stall.closed.v1', data: { name: state.name } }]
      : [],
};

export interface Name {
  readonly takenBy: string;
  readonly takenAt: string;
}
type NameEvent =
  | DomainEvent<'name-taken', { readonly by: string; readonly at: string }>
  | DomainEvent<'name-freed', { readonly from: string }>;

/** The natural key is the stream's id: two takers meet at version 1. */
export const name: Aggregate<Name, NameEvent> = {
  service: counterSeat,
  kind: 'name',
  schema: 1,
  initial: { takenBy: '', takenAt: '' },
  events: [],
  internal: ['name-taken', 'name-freed'],
  apply: (_state, event) =>
    event.type === 'name-taken'
      ? { takenBy: event.data.by, takenAt: event.data.at }
      : { takenBy: '', takenAt: '' },
};

export const takeName: CommandDeclaration<
  { name: string; by: string },
  Name,
  NameEvent,
  undefined
> = {
  name: 'takeName',
  aggregate: name,
  creates: true,
  id: (input) => input.name,
  decide: (state, input, _facts, { at }) =>
    state.takenBy === ''
      ? [{ type: 'name-taken', data: { by: input.by, at } }]
      : { refused: 'name-taken' },
};

export const freeName: CommandDeclaration<
  { name: string; from: string },
  Name,
  NameEvent,
  undefined
> = {
  name: 'freeName',
  aggregate: name,
  id: (input) => input.name,
  decide: (state, input) =>
    state.takenBy === input.from ? [{ type: 'name-freed', data: { from: input.from } }] : [],
};

/** Frees names whose taker never came to be (WRITE-PATH 6). */
export const freeNames: JobDeclaration = {
  name: 'free-names',
  everyMillis: 30_000,
  find: async ({ now, store, reader }) => {
    const taken = await store.find<ViewDocument & { readonly state: Name }>(
      'name',
      { 'state.takenAt': { $gt: '', $lte: new Date(now - 60_000).toISOString() } },
      { limit: 100 },
    );
    const orphans = [];
    for (const { _id, state, version } of taken) {
      const { version: ofTaker } = await reader.state(stall, state.takenBy);
      if (ofTaker > 0) continue;
      const from = state.takenBy;
      orphans.push({
        key: `${_id}@${version}`,
        call: call(freeName, { name: _id.slice(5), from }),
      });
    }
    return orphans;
  },
};

/** What a test may break, from outside. */
export interface TownSwitches {
  /** Names of stalls that the ledger's handler throws on. */
  readonly brokenAtLedger: Set<string>;
  /** Names of stalls that the counter's own reaction throws on. */
  readonly brokenAtCounter: Set<string>;
}

export function counterDefinition(switches: TownSwitches): ServiceDefinition {
  return {
    name: counterSeat,
    aggregates: [till, stall, name] as ServiceDefinition['aggregates'],
    reactions: [
      when(stallOpened, ({ data }) => {
        if (switches.brokenAtCounter.has(data.name)) throw new Error(`a bug met ${data.name}`);
        return [call(payIn, { till: data.till, fen: data.fen })];
      }),
    ],
    subscriptions: [],
    jobs: [
      dueJob<Stall>({
        name: 'close-stalls',
        kind: 'stall',
        everyMillis: 30_000,
        command: (id) => call(closeStall, { stall: id }),
      }),
      freeNames,
    ],
  };
}

export interface Book {
  readonly sum: number;
  readonly entries: number;
  readonly position: number;
  /** Events that came before one that stands before them. */
  readonly misplaced: number;
}
type BookEvent = DomainEvent<'book-entered', { readonly fen: number; readonly position: number }>;

export const book: Aggregate<Book, BookEvent> = {
  service: ledgerSeat,
  kind: 'book',
  schema: 1,
  initial: { sum: 0, entries: 0, position: 0, misplaced: 0 },
  events: [],
  internal: ['book-entered'],
  apply: (state, { data }) => ({
    sum: state.sum + data.fen,
    entries: state.entries + 1,
    position: data.position,
    misplaced: state.misplaced + (data.position > state.position ? 0 : 1),
  }),
};

export const enter: CommandDeclaration<
  { book: string; fen: number; position: number },
  Book,
  BookEvent,
  undefined
> = {
  name: 'enter',
  aggregate: book,
  id: (input) => input.book,
  decide: (_state, { fen: amount, position }) => [
    { type: 'book-entered', data: { fen: amount, position } },
  ],
};

/** Sums per till, and whether a stall is open, as the ledger remembers them. */
export const tillMirror: MirrorDeclaration<{ balance: number }> = {
  producer: counterSeat,
  family: 'till',
  initial: { balance: 0 },
  apply: (facts, event) => {
    const { fen: amount } = event.data as { fen: number };
    const sign = event.type === 'vouchers.till.paid-in.v1' ? 1 : -1;
    return { balance: facts.balance + sign * amount };
  },
};

const id = (stream: string): string => stream.slice(stream.indexOf('/') + 1);

export function ledgerDefinition(switches: TownSwitches): ServiceDefinition {
  return {
    name: ledgerSeat,
    aggregates: [book] as ServiceDefinition['aggregates'],
    reactions: [],
    subscriptions: [
      {
        producer: counterSeat,
        mirrors: [tillMirror],
        handlers: [
          when(paidIn, ({ data, stream, position }) => [
            call(enter, { book: id(stream), fen: data.fen, position }),
          ]),
          when(paidOut, ({ data, stream, position }) => [
            call(enter, { book: id(stream), fen: -data.fen, position }),
          ]),
          when(stallOpened, ({ data, stream, position }) => {
            if (switches.brokenAtLedger.has(data.name)) throw new Error(`a bug met ${data.name}`);
            return [call(enter, { book: `stall-${id(stream)}`, fen: data.fen, position })];
          }),
          when(stallClosed, ({ stream, position }) => [
            call(enter, { book: `stall-${id(stream)}`, fen: 0, position }),
          ]),
        ],
      },
    ],
    jobs: [],
  };
}
