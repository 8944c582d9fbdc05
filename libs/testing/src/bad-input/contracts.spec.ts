import { contracts, registry } from '@fangpiao/contracts';
import { checkBadInput } from './check.ts';
import { declaredRoleMatrix, measureRoleMatrix } from './role-matrix.ts';
import { createStubDoor } from './stub-door.ts';

/** Every route of every service, before any handler is asked: a new route is covered by being declared. */
describe.each(contracts)('the routes of $service', ({ routes }) => {
  const refusals = Object.fromEntries(registry.refusals);
  if (routes.length === 0) return test('none', () => undefined);

  test.each(routes.map((route) => [route.name, route] as const))(
    '%s refuses every wrong request, names its field and changes nothing',
    async (_name, route) => {
      const door = createStubDoor([route], refusals);
      const { failures } = await checkBadInput(route, door);
      expect(failures).toEqual([]);
      expect(door.logged).toEqual([]);
    },
  );

  test('let in exactly the roles they name', async () => {
    const door = createStubDoor(routes, refusals);
    expect(await measureRoleMatrix(routes, door)).toEqual(declaredRoleMatrix(routes));
  });
});
