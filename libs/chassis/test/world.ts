import type { DomainEvent } from '@fangpiao/contracts';
import {
  ServiceCore,
  type Actor,
  type Bus,
  type CommandDeclaration,
  type Delivery,
  type FaultPoint,
  type Outcome,
  type Ports,
  type ServiceDefinition,
  type Store,
} from '../src/index.ts';

/** Stands between a process and its store or bus: may look at a call, change it, lose it or its reply. */
export type Hooks<Port> = {
  -readonly [Method in keyof Port]?: Port[Method] extends (...args: infer Args) => infer Answer
    ? (next: (...args: Args) => Answer, ...args: Args) => Answer
    : never;
};

/** One running process of a service, which can be killed at any moment. */
export interface Process {
  readonly core: ServiceCore;
  readonly ports: Ports;
  readonly log: string[];
  readonly store: Hooks<Store>;
  readonly bus: Hooks<Bus>;
  /** Set: the process dies, or stumbles, at this point. */
  fault: ((name: FaultPoint) => Promise<void> | void) | undefined;
  /** Nothing it has asked for comes back, and nothing it asks for is done any more. */
  kill(): void;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** How far its clock is ahead, in milliseconds. */
  readonly ahead?: number;
  readonly bus?: Hooks<Bus>;
  readonly store?: Hooks<Store>;
  /** Start on another database than the service's own: a restored one. */
  readonly database?: string;
}

/** The engines a behaviour is tried on. */
export interface World {
  counter(options?: ProcessOptions): Promise<Process>;
  ledger(options?: ProcessOptions): Promise<Process>;
  /** Another definition on the counter's database. */
  start(definition: ServiceDefinition, options?: ProcessOptions): Promise<Process>;
  readonly switches: { brokenAtLedger: Set<string>; brokenAtCounter: Set<string> };
  /** Waits for a promise while time goes on. */
  run<Value>(promise: Promise<Value>): Promise<Value>;
  /** Waits until it holds; fails when it never does. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  now(): number;
  /** Everything the counter's bus stream held is gone. */
  wipeBus(): Promise<void>;
  end(): Promise<void>;
}

const never = new Promise<never>(() => undefined);

/** Ports of a process that can be killed, with its hooks in front of store and bus. */
export function createProcess(
  definition: ServiceDefinition,
  real: Omit<Ports, 'log' | 'faultPoint'>,
  options: ProcessOptions,
  close: () => Promise<void>,
): Process {
  let isAlive = true;
  /** Timers that a dead process must not leave to the test run: some wait for an hour. */
  const waits = new Set<() => void>();
  const die = (): void => {
    isAlive = false;
    for (const cancel of waits) cancel();
  };
  const log: string[] = [];
  const storeHooks: Hooks<Store> = { ...options.store };
  const busHooks: Hooks<Bus> = { ...options.bus };
  const note = (level: string) => (message: string, fields?: object) => {
    log.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  const mortal = <Port extends object>(port: Port, hooks: Hooks<Port>): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
        return (...args: unknown[]): unknown => {
          if (!isAlive) return never;
          const hook = hooks[name as keyof Port] as
            ((next: typeof method, ...args: unknown[]) => unknown) | undefined;
          const answer = hook ? hook(method, ...args) : method(...args);
          if (!(answer instanceof Promise)) return answer;
          return new Promise((resolve, reject) => {
            answer.then(
              (result) => isAlive && resolve(result),
              (problem: unknown) => isAlive && reject(problem as Error),
            );
          });
        };
      },
    });
  const deliverTo =
    (handle: (batch: readonly Delivery[]) => Promise<void>) =>
    (batch: readonly Delivery[]): Promise<void> =>
      isAlive
        ? handle(
            batch.map((delivery) => ({
              ...delivery,
              ack: () => isAlive && delivery.ack(),
              nak: (millis: number) => isAlive && delivery.nak(millis),
            })),
          )
        : never;
  const bus = mortal(real.bus, busHooks);
  const process: Process = {
    log,
    store: storeHooks,
    bus: busHooks,
    fault: undefined,
    ports: {
      clock: { now: () => real.clock.now() + (options.ahead ?? 0) },
      timers: {
        after: (millis, task) => {
          const cancel = real.timers.after(millis, () => {
            waits.delete(cancel);
            if (isAlive) task();
          });
          waits.add(cancel);
          return cancel;
        },
        soon: (task) => real.timers.soon(() => isAlive && task()),
      },
      chance: real.chance,
      store: mortal(real.store, storeHooks),
      bus: new Proxy(bus, {
        get: (target, name) =>
          name === 'consume'
            ? (producer: string, handle: (batch: readonly Delivery[]) => Promise<void>) =>
                target.consume(producer, deliverTo(handle))
            : Reflect.get(target, name),
      }),
      log: { info: note('info'), warn: note('warn'), error: note('error') },
      faultPoint: (name) => (isAlive ? process.fault?.(name) : never),
    },
    get core(): ServiceCore {
      return core;
    },
    kill: () => {
      die();
      void close();
    },
    stop: async () => {
      await core.stop();
      die();
      await close();
    },
  };
  const core = new ServiceCore(definition, process.ports);
  return process;
}

/** Dies at the named point and never comes back from it. */
export function diesAt(process: Process, point: FaultPoint): Promise<void> {
  return new Promise((resolve) => {
    process.fault = (name) => {
      if (name !== point) return;
      process.kill();
      resolve();
      return never;
    };
  });
}

let keys = 0;

/** Who sends the commands of the tests. */
export const clerk: Actor = {
  subject: 'clerk-1',
  role: 'counter-officer',
  agency: 'town',
  district: 'riverside',
};

/** Sends a command as a clerk would, under the key given or a new one. */
export function send<Input, State, Event extends DomainEvent, Facts>(
  process: Process,
  command: CommandDeclaration<Input, State, Event, Facts>,
  input: Input,
  door: { key?: string; received?: unknown; expectedVersion?: number; at?: number } = {},
): Promise<Outcome> {
  return process.core.runner.run(command, input, {
    actor: clerk,
    keyScope: [clerk.subject, command.name, door.key ?? `key-${++keys}`],
    received: door.received ?? input,
    receivedAt: door.at ?? process.ports.clock.now(),
    ...(door.expectedVersion !== undefined && { expectedVersion: door.expectedVersion }),
  });
}
