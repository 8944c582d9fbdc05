import {
  acceptedAs,
  districtOf,
  onCommand,
  onQuery,
  type BoundRoute,
  type Commit,
  type ServiceCore,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { draftAgreement } from './commands/draft-agreement.ts';
import { nameContacts } from './commands/name-contacts.ts';
import { openArea } from './commands/open-area.ts';
import { putAgreementIntoEffect } from './commands/put-agreement-into-effect.ts';
import { registerHousehold, registrationOf } from './commands/register-household.ts';
import { registerProject } from './commands/register-project.ts';
import { revealedBy, revealPerson } from './commands/reveal-person.ts';
import { signAgreement } from './commands/sign-agreement.ts';
import { valueArea } from './commands/value-area.ts';
import type { HouseholdFacts } from './domain/household.ts';
import type { PersonalVault } from './gateways/personal-vault.ts';
import { getAgreement } from './queries/get-agreement.ts';
import { getHousehold } from './queries/get-household.ts';
import { getProjectFigures } from './queries/get-project-figures.ts';
import { getServiceCard } from './queries/get-service-card.ts';
import { listAreas } from './queries/list-areas.ts';

const done = acceptedAs('done');

/** Door 1: each route with the command or the query it stands for. */
export function routesOf(core: ServiceCore, vault: PersonalVault): readonly BoundRoute[] {
  return [
    onCommand(contract.registerProject, {
      command: registerProject,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onCommand(contract.openArea, {
      command: openArea,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onCommand(contract.valueArea, {
      command: valueArea,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: done,
    }),
    onCommand(contract.nameContacts, {
      command: nameContacts,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: done,
    }),
    onCommand(contract.registerHousehold, {
      command: registerHousehold,
      input: ({ body }, { actor }) => registrationOf(body, { actor, reader: core.reader, vault }),
      answer: (commit) => ({ ...done(commit), members: membersIn(commit) }),
    }),
    onCommand(contract.revealPerson, {
      command: revealPerson,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: (commit, { params }) => revealedBy(commit, params.personId, vault),
    }),
    onCommand(contract.draftAgreement, {
      command: draftAgreement,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onCommand(contract.signAgreement, {
      command: signAgreement,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: done,
    }),
    onCommand(contract.putAgreementIntoEffect, {
      command: putAgreementIntoEffect,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: done,
    }),
    onQuery(contract.getAgreement, ({ params }, { actor }) =>
      getAgreement(core, params.agreementId, actor),
    ),
    onQuery(contract.getServiceCard, ({ params }, { actor }) =>
      getServiceCard(core, params.agreementId, actor),
    ),
    onQuery(contract.getHousehold, ({ params }, { actor }) =>
      getHousehold({ core, vault }, params.householdId, actor),
    ),
    onQuery(contract.listAreas, ({ query }, { actor }) => listAreas(core, query, actor)),
    onQuery(contract.getProjectFigures, (_request, { actor }) => getProjectFigures(core, actor)),
  ];
}

function membersIn(commit: Commit) {
  const { members } = commit.events[0]!.data as HouseholdFacts;
  return members.map(({ personId, kinship }) => ({ personId, kinship }));
}
