import {
  acceptedAs,
  developerOf,
  onCommand,
  onQuery,
  type Actor,
  type BoundRoute,
  type ServiceCore,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { asId, type DeveloperId } from '@fangpiao/values';
import { admitDeveloper } from './commands/admit-developer.ts';
import { admitDevelopment } from './commands/admit-development.ts';
import { admitUnit } from './commands/admit-unit.ts';
import { confirmFiling } from './commands/confirm-filing.ts';
import { delistUnit } from './commands/delist-unit.ts';
import { handOver } from './commands/hand-over.ts';
import { proposeDevelopment } from './commands/propose-development.ts';
import { proposeUnit } from './commands/propose-unit.ts';
import { revokeFiling } from './commands/revoke-filing.ts';
import { rescindContract } from './commands/rescind-contract.ts';
import { signContract } from './commands/sign-contract.ts';
import { submitFiling } from './commands/submit-filing.ts';
import type { CityRules } from './domain/city-rules.ts';
import type { Scope } from './domain/scope.ts';
import { getSalesFigures } from './queries/get-sales-figures.ts';
import { getUnit } from './queries/get-unit.ts';
import { searchUnits } from './queries/search-units.ts';

/** Door 1: each route with the command or the query it stands for. */
export function routesOf(core: ServiceCore, rules: CityRules): readonly BoundRoute[] {
  return [...admissionRoutes(rules), ...saleRoutes, ...readingRoutes(core)];
}

const answer = acceptedAs('done');

/** Developers, developments and units on their way into the supermarket. */
function admissionRoutes(rules: CityRules): readonly BoundRoute[] {
  return [
    onCommand(contract.admitDeveloper, {
      command: admitDeveloper,
      input: ({ body }) => body,
      answer,
    }),
    onCommand(contract.proposeDevelopment, {
      command: proposeDevelopment,
      input: ({ body }, { actor }) => ({ ...body, developerId: ownDeveloper(actor) }),
      answer,
    }),
    onCommand(contract.admitDevelopment, {
      command: admitDevelopment,
      input: ({ params, body }, { actor }) => ({
        ...params,
        checklist: body,
        scope: scopeOf(actor),
      }),
      answer,
    }),
    onCommand(contract.proposeUnit, {
      command: proposeUnit,
      input: ({ body }, { actor }) => ({
        proposed: { ...body, needsFiling: !rules.unfiledKinds.includes(body.kind) },
        scope: scopeOf(actor),
      }),
      answer,
    }),
    onCommand(contract.admitUnit, {
      command: admitUnit,
      input: ({ params }, { actor }) => ({ ...params, scope: scopeOf(actor) }),
      answer,
    }),
    onCommand(contract.delistUnit, {
      command: delistUnit,
      input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
      answer,
    }),
  ];
}

/** A reserved unit on its way to its buyer. */
const saleRoutes: readonly BoundRoute[] = [
  onCommand(contract.signContract, {
    command: signContract,
    input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
    answer,
  }),
  onCommand(contract.rescindContract, {
    command: rescindContract,
    input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
    answer,
  }),
  onCommand(contract.submitFiling, {
    command: submitFiling,
    input: ({ body }, { actor }) => ({ content: body, scope: scopeOf(actor) }),
    answer,
  }),
  onCommand(contract.confirmFiling, {
    command: confirmFiling,
    input: ({ params }, { actor }) => ({ ...params, scope: scopeOf(actor) }),
    answer,
  }),
  onCommand(contract.revokeFiling, {
    command: revokeFiling,
    input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
    answer,
  }),
  onCommand(contract.handOver, {
    command: handOver,
    input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
    answer,
  }),
];

function readingRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onQuery(contract.getUnit, ({ params }) => getUnit(core, params.unitId)),
    onQuery(contract.searchUnits, ({ query }) => searchUnits(core, query)),
    onQuery(contract.getSalesFigures, ({ query }) => getSalesFigures(core, query.district)),
  ];
}

function ownDeveloper(actor: Actor): DeveloperId {
  return asId<'developer'>(developerOf(actor));
}

/** A clerk acts for one developer, the platform for all, an officer of the city bureau for one district or all. */
function scopeOf(actor: Actor): Scope {
  return {
    developer: actor.role === 'developer-clerk' ? ownDeveloper(actor) : null,
    district: actor.district ?? null,
  };
}
