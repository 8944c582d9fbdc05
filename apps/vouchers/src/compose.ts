import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { bulkOf } from './bulk.ts';
import { definitionOf } from './definition.ts';
import { routesOf } from './http.ts';
import { PackShelf } from './packs.ts';

/** The vouchers service: the only place where it is put together. */
export function compose(config: ServiceConfig, ports: ServicePorts): Service {
  const shelf = new PackShelf();
  const bulk = bulkOf(shelf);
  return composeService({
    definition: definitionOf(shelf, bulk),
    routes: (core) => [...routesOf(core, shelf), ...bulk.routes(core)],
    ports,
    config,
  });
}
