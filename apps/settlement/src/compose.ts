import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { settlementDefinition } from './definition.ts';
import { routesOf } from './http.ts';

/** The settlement service: the only place where it is put together. */
export function compose(config: ServiceConfig, ports: ServicePorts): Service {
  return composeService({ definition: settlementDefinition, routes: routesOf, ports, config });
}
