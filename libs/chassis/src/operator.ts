import type { ServiceCore } from './core/service.ts';
import type { BoundRoute } from './http/index.ts';

/** Routes that every service has for its operator: what is stuck, and sending it through again. */
export function operatorRoutes(_core: ServiceCore): readonly BoundRoute[] {
  return [];
}
