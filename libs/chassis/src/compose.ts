import { registry, type RefusalDeclaration } from '@fangpiao/contracts';
import { ServiceCore } from './core/service.ts';
import type { ServiceDefinition } from './core/definition.ts';
import type { Ports } from './core/ports.ts';
import {
  createDoor,
  type BoundRoute,
  type DoorAnswer,
  type DoorRequest,
  type Identity,
  type RateLimit,
  type Telemetry,
} from './http/index.ts';
import { operatorRoutes } from './operator.ts';

/** The ports of a service and who vouches for its callers. */
export interface ServicePorts extends Ports {
  readonly identity: Identity;
  readonly telemetry?: Telemetry;
}

/** What every service's config has. */
export interface ServiceConfig {
  readonly rate?: RateLimit;
  /** Checks each answer against its schema: in tests and the simulation. */
  readonly checkAnswers?: boolean;
}

/** A service as the outside sees it: it takes requests below Express and starts and stops. */
export interface Service {
  readonly core: ServiceCore;
  dispatch(request: DoorRequest): Promise<DoorAnswer>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const allRefusals: Readonly<Record<string, RefusalDeclaration>> = Object.fromEntries(
  registry.refusals,
);

/** Puts the three doors in front of one write path. Every service's `compose` ends here. */
export function composeService(options: {
  readonly definition: ServiceDefinition;
  readonly routes: (core: ServiceCore) => readonly BoundRoute[];
  readonly ports: ServicePorts;
  readonly config: ServiceConfig;
}): Service {
  const { definition, ports, config } = options;
  const core = new ServiceCore(definition, ports);
  const door = createDoor({
    routes: [...options.routes(core), ...operatorRoutes(core)],
    refusals: allRefusals,
    identity: ports.identity,
    run: (command, input, from) => core.run(command, input, from),
    foldTo: (commitId) => core.foldTo(commitId),
    clock: ports.clock,
    chance: ports.chance,
    log: ports.log,
    ...(ports.telemetry && { telemetry: ports.telemetry }),
    ...(config.rate && { rate: config.rate }),
    ...(config.checkAnswers !== undefined && { checkAnswers: config.checkAnswers }),
  });
  return {
    core,
    dispatch: (request) => door.dispatch(request),
    start: () => core.start(),
    stop: () => core.stop(),
  };
}
