import { onQuery, type BoundRoute, type ServiceCore } from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { getMessageFigures } from './queries/get-message-figures.ts';
import { listMessages } from './queries/list-messages.ts';

/** Door 1: the inbox and its figures; what is sent follows from other agencies' events alone. */
export function routesOf(core: ServiceCore): readonly BoundRoute[] {
  return [
    onQuery(contract.listMessages, ({ query }, { actor }) => listMessages(core, query, actor)),
    onQuery(contract.getMessageFigures, () => getMessageFigures(core)),
  ];
}
