import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { notificationsDefinition } from './definition.ts';
import { routesOf } from './http.ts';

/** The notifications service: the only place where it is put together. */
export function compose(config: ServiceConfig, ports: ServicePorts): Service {
  return composeService({ definition: notificationsDefinition, routes: routesOf, ports, config });
}
