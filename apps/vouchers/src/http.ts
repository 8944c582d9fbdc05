import {
  acceptedAs,
  districtOf,
  onCommand,
  onQuery,
  type BoundRoute,
  type ServiceCore,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { setQuota } from './commands/set-quota.ts';
import { getQuota } from './queries/get-quota.ts';

/** Door 1: each route with the command or the query it stands for. */
export function routesOf(core: ServiceCore): readonly BoundRoute[] {
  return [
    onCommand(contract.setQuota, {
      command: setQuota,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: acceptedAs('done'),
    }),
    onQuery(contract.getQuota, ({ params }) => getQuota(core, params.district)),
  ];
}
