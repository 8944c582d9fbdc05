import type { DomainEvent, EventDeclaration, EventOf, ServiceName } from '@fangpiao/contracts';
import type {
  Aggregate,
  ArrivedEvent,
  CommandCall,
  FactReader,
  MirrorDeclaration,
} from './command.ts';
import type { AnyAggregate } from './head.ts';
import type { CollectionDeclaration, Ports } from './ports.ts';
import type { Reader } from './reader.ts';
import type { Runner } from './runner.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of mirrors of different facts
export type AnyMirror = MirrorDeclaration<any>;

type DataOf<Declaration> =
  EventOf<Declaration> extends { readonly data: infer Data } ? Data : never;

/** What to do when an event arrives: pure, the commands it asks for. */
export interface EventHandler {
  readonly type: string;
  readonly commands: (event: ArrivedEvent, facts: unknown) => readonly CommandCall[];
}

/**
 * A rule "when this happened, do that", for own events (reaction) and other agencies' (subscription) alike.
 * `facts` is what this service remembers of the stream, this event included.
 */
export function when<Declaration extends EventDeclaration, Facts = unknown>(
  declaration: Declaration,
  commands: (event: ArrivedEvent<DataOf<Declaration>>, facts: Facts) => readonly CommandCall[],
): EventHandler {
  return {
    type: declaration.type,
    commands: commands as EventHandler['commands'],
  };
}

/** The same for an own event, published or internal; its type is one of the aggregate's. */
export function whenOwn<State, Event extends DomainEvent, const Type extends Event['type']>(
  _aggregate: Aggregate<State, Event>,
  type: Type,
  commands: (
    event: ArrivedEvent<Extract<Event, { readonly type: Type }>['data']>,
  ) => readonly CommandCall[],
): EventHandler {
  return { type, commands: commands as EventHandler['commands'] };
}

/** Door 2: what is taken from one producer. Whole families, so that a gap can be seen (WRITE-PATH 19). */
export interface SubscriptionDeclaration {
  readonly producer: ServiceName;
  readonly mirrors: readonly AnyMirror[];
  readonly handlers: readonly EventHandler[];
}

/** Door 3: the clock. `find` reads what is due and names the commands; each runs once per `key`. */
export interface JobDeclaration {
  readonly name: string;
  readonly everyMillis: number;
  readonly find: (context: {
    readonly now: number;
    readonly store: Ports['store'];
    readonly reader: FactReader;
  }) => Promise<readonly { readonly key: string; readonly call: CommandCall }[]>;
}

/** Work that the clock starts again and again and that watches the outcomes of the commands it sends. */
export interface TaskDeclaration {
  readonly name: string;
  readonly everyMillis: number;
  /** Answers how much it did. */
  readonly run: (context: TaskContext) => Promise<number>;
}

export interface TaskContext {
  readonly store: Ports['store'];
  readonly log: Ports['log'];
  readonly reader: Reader;
  readonly runner: Pick<Runner, 'call' | 'load'>;
}

/** Everything a service is, apart from its HTTP door. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly aggregates: readonly AnyAggregate[];
  readonly reactions: readonly EventHandler[];
  readonly subscriptions: readonly SubscriptionDeclaration[];
  readonly jobs: readonly JobDeclaration[];
  readonly tasks?: readonly TaskDeclaration[];
  /** Collections beside views and mirrors, such as a vault. */
  readonly collections?: readonly CollectionDeclaration[];
}

/** A job that looks at every stream of a kind whose `dueAt` has come (WRITE-PATH 10). */
export function dueJob<State>(options: {
  readonly name: string;
  readonly kind: string;
  readonly everyMillis: number;
  readonly command: (id: string, state: State) => CommandCall;
}): JobDeclaration {
  return {
    name: options.name,
    everyMillis: options.everyMillis,
    find: async ({ now, store }) => {
      const due = await store.find<{ _id: string; version: number; dueAt: string; state: State }>(
        options.kind,
        { dueAt: { $gt: '', $lte: new Date(now).toISOString() } },
        { sort: { dueAt: 1 }, limit: 200 },
      );
      return due.map((view) => ({
        // With the version: the same deadline may come again after something else happened.
        key: `${view._id}@${view.dueAt}#${view.version}`,
        call: options.command(view._id.slice(options.kind.length + 1), view.state),
      }));
    },
  };
}
