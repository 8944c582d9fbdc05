import {
  composeService,
  type Service,
  type ServiceConfig,
  type ServicePorts,
} from '@fangpiao/chassis';
import { vouchersDefinition } from './definition.ts';
import { routesOf } from './http.ts';

/** The vouchers service: the only place where it is put together. */
export function compose(config: ServiceConfig, ports: ServicePorts): Service {
  return composeService({ definition: vouchersDefinition, routes: routesOf, ports, config });
}
