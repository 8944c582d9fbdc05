import {
  composeService,
  createVault,
  vaultCollection,
  type Service,
  type ServicePorts,
} from '@fangpiao/chassis';
import type { HouseholdsConfig } from './config.ts';
import { householdsDefinition } from './definition.ts';
import { indexedFields, personalVaultOver } from './gateways/personal-vault.ts';
import { routesOf } from './http.ts';

/** The households service: the only place where it is put together. */
export function compose(config: HouseholdsConfig, ports: ServicePorts): Service {
  const { store, chance, timers } = ports;
  const keys = config.vaultKeys;
  const vault = personalVaultOver(createVault({ store, chance, timers, keys, indexedFields }));
  return composeService({
    definition: {
      ...householdsDefinition,
      collections: [vaultCollection(keys, indexedFields)],
    },
    routes: (core) => routesOf(core, vault),
    ports,
    config,
  });
}
