import type {
  DomainEvent,
  EventDeclaration,
  Refusal,
  Role,
  ServiceName,
} from '@fangpiao/contracts';
import type { CalendarDate, Instant } from '@fangpiao/values';
import type { Commit } from './commit.ts';

/** Who acts. Opaque ids only: commits keep it for ever (WRITE-PATH 27). */
export interface Actor {
  readonly subject: string;
  readonly role: Role | 'service';
  readonly agency: string;
  readonly district?: string;
  readonly developer?: string;
  readonly person?: string;
}

/** What every decision may know besides its state: taken once at the door (WRITE-PATH 11). */
export interface DecisionContext {
  readonly at: Instant;
  readonly today: CalendarDate;
  readonly actor: Actor;
  readonly stream: string;
}

export type Decision<Event extends DomainEvent> = readonly Event[] | Refusal;

export function isRefusal(decision: object): decision is Refusal {
  return 'refused' in decision;
}

/**
 * The history of one thing: how its state follows from its events. `apply` never fails and never decides.
 * Streams are named `<kind>/<id>`; the kind is also the family on the bus and the name of the view.
 */
export interface Aggregate<State, Event extends DomainEvent = DomainEvent> {
  readonly service: ServiceName;
  readonly kind: string;
  /** Number of the folded form; a higher one makes older documents be folded anew (WRITE-PATH 26). */
  readonly schema: number;
  readonly initial: State;
  readonly apply: (state: State, event: Event, meta: { at: Instant; stream: string }) => State;
  /** Old stored events → the form `apply` knows; pure. */
  readonly upcast?: (event: DomainEvent) => DomainEvent;
  /** The contract's events of this family: they are published, each with a dense position. */
  readonly events: readonly EventDeclaration[];
  /** Types `apply` knows that are not in the contract (they stay inside the service). */
  readonly internal?: readonly string[];
  /**
   * False for a short stream that nobody lists, searches or publishes: its state is folded from its commits alone, and
   * its chain is not told to other agencies.
   */
  readonly hasView?: false;
  /** When the clock must look at this stream again, if ever. */
  readonly dueAt?: (state: State) => Instant | undefined;
  /** Fields that lists search by; dotted paths below `state` are possible too. */
  readonly indexes?: readonly { readonly [field: string]: 1 | -1 }[];
}

/** Reads other streams and other agencies' facts for a command, in groups. */
export interface FactReader {
  /** The exact state of an own stream (view + later commits). */
  state<State>(
    aggregate: Aggregate<State, never>,
    id: string,
  ): Promise<{ state: State; version: number }>;
  /** What this service remembers of a foreign stream; undefined when nothing has arrived yet. */
  mirror<Facts>(mirror: MirrorDeclaration<Facts>, id: string): Promise<Facts | undefined>;
}

/** What a subscriber keeps of one family of another agency (WRITE-PATH 19, 23). */
export interface MirrorDeclaration<Facts> {
  readonly producer: ServiceName;
  readonly family: string;
  readonly initial: Facts;
  readonly apply: (
    facts: Facts,
    event: DomainEvent,
    meta: { at: Instant; stream: string },
  ) => Facts;
  readonly indexes?: readonly { readonly [field: string]: 1 | -1 }[];
}

/** One way to change state: which stream, which facts, the pure decision. */
export interface CommandDeclaration<Input, State, Event extends DomainEvent, Facts> {
  readonly name: string;
  readonly aggregate: Aggregate<State, Event>;
  /**
   * Id of the stream inside the kind. `scopeId` is a hash of the key's scope, for things without a natural key:
   * the same request always names the same new stream (WRITE-PATH 6).
   */
  readonly id: (input: Input, context: { scopeId: string; actor: Actor }) => string;
  /** True when the stream normally does not exist yet: it is not read first (WRITE-PATH 6). */
  readonly creates?: boolean;
  readonly facts?: (
    input: Input,
    reader: FactReader,
    context: { scopeId: string; actor: Actor },
  ) => Promise<Facts>;
  readonly decide: (
    state: State,
    input: Input,
    facts: Facts,
    context: DecisionContext,
  ) => Decision<Event>;
}

/** A command with its input, as a reaction, a subscription or the clock sends it. */
export interface CommandCall {
  readonly command: AnyCommand;
  readonly input: unknown;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds commands of all inputs; `call` keeps the pairing typed
export type AnyCommand = CommandDeclaration<any, any, any, any>;

export function call<Input, State, Event extends DomainEvent, Facts>(
  command: CommandDeclaration<Input, State, Event, Facts>,
  input: Input,
): CommandCall {
  return { command, input };
}

/** An event as it arrives: its data, where it stands, when it happened. */
export interface ArrivedEvent<Data = unknown> {
  readonly type: string;
  readonly data: Data;
  readonly stream: string;
  readonly position: number;
  readonly at: Instant;
  /** Of an own event: the hash of the commit it stands in, for what must name it. */
  readonly commitHash?: string;
}

export type Outcome =
  | { readonly kind: 'accepted' | 'repeated'; readonly commit: Commit }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Where a command comes from and under which key it is remembered (WRITE-PATH 5). */
export interface Door {
  readonly actor: Actor;
  /** Scope of the key: (actor, route, client key) or (event id, command, index) or (job, date). */
  readonly keyScope: readonly string[];
  /** What was received, before defaults: its hash tells a repeat from a reused key. */
  readonly received: unknown;
  /** Milliseconds, taken once. */
  readonly receivedAt: number;
  readonly trace?: string;
  /** The version the caller read before an edit; another one refuses with `version-mismatch`. */
  readonly expectedVersion?: number;
}
