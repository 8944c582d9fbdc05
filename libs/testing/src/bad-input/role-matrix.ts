import { roles } from '@fangpiao/contracts';
import type { Role, RouteDeclaration } from '@fangpiao/contracts';
import { partsFor, requestOf } from './bad-input.ts';
import type { BadInputHarness } from './check.ts';

export interface RoleMatrixRow {
  readonly route: string;
  readonly role: Role;
  readonly isAllowed: boolean;
}

/** Every role at every route: who gets in, measured by asking. */
export async function measureRoleMatrix(
  routes: readonly RouteDeclaration[],
  harness: BadInputHarness,
): Promise<RoleMatrixRow[]> {
  const rows: RoleMatrixRow[] = [];
  for (const route of routes) {
    const parts = harness.parts?.[route.name] ?? partsFor(route);
    for (const role of roles) {
      const request = requestOf(route, parts, `role-matrix-${role}`);
      const token = await harness.tokenFor({ role }, route);
      const answer = await harness.dispatch({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${token}` },
        receivedAt: harness.now(),
      });
      rows.push({ route: route.name, role, isAllowed: answer.status < 400 });
    }
  }
  return rows;
}

/** The same matrix as the declarations say it. */
export function declaredRoleMatrix(routes: readonly RouteDeclaration[]): RoleMatrixRow[] {
  return routes.flatMap((route) =>
    roles.map((role) => ({
      route: route.name,
      role,
      isAllowed: route.allowed === 'anyone' || route.allowed.some((each) => each === role),
    })),
  );
}
