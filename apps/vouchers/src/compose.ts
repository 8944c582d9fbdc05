import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import type { loadPack } from '@fangpiao/policy';
import { bulkOf } from './bulk.ts';
import { definitionOf } from './definition.ts';
import { routesOf } from './http.ts';
import { PackShelf } from './packs.ts';

/**
 * The vouchers service: the only place where it is put together. A simulation of many cities gives its own `compile`,
 * which compiles the pack they share once.
 */
export function compose(
  config: ServiceConfig,
  ports: ServicePorts,
  compile?: typeof loadPack,
): Service {
  const shelf = new PackShelf(compile);
  const bulk = bulkOf(shelf);
  return composeService({
    definition: definitionOf(shelf, bulk),
    routes: (core) => [...routesOf(core, shelf), ...bulk.routes(core)],
    ports,
    config,
  });
}
