import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { definitionOf } from './definition.ts';
import { routesOf } from './http.ts';
import { PackShelf } from './packs.ts';

/** The vouchers service: the only place where it is put together. */
export function compose(config: ServiceConfig, ports: ServicePorts): Service {
  const shelf = new PackShelf();
  return composeService({
    definition: definitionOf(shelf),
    routes: (core) => routesOf(core, shelf),
    ports,
    config,
  });
}
