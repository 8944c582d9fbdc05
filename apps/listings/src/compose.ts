import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { listingsDefinition } from './definition.ts';
import { defaultRules, type CityRules } from './domain/city-rules.ts';
import { routesOf } from './http.ts';

export interface ListingsConfig extends ServiceConfig {
  readonly city?: CityRules;
}

/** The listings service: the only place where it is put together. */
export function compose(config: ListingsConfig, ports: ServicePorts): Service {
  const rules = config.city ?? defaultRules;
  return composeService({
    definition: listingsDefinition(rules),
    routes: (core) => routesOf(core, rules),
    ports,
    config,
  });
}
