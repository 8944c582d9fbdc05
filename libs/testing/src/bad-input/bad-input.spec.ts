import { defineRoute } from '@fangpiao/contracts';
import { z } from 'zod';
import { badRequestsFor } from './bad-input.ts';
import { checkBadInput } from './check.ts';
import { exampleOf } from './example.ts';
import { declaredRoleMatrix, measureRoleMatrix } from './role-matrix.ts';
import { createStubDoor } from './stub-door.ts';
import { putUpStall, townRefusals, townRoutes } from './town.ts';

describe('every wrong request is refused, names its field and changes nothing', () => {
  test.each(townRoutes.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    const door = createStubDoor(townRoutes, townRefusals);
    const { checked, failures } = await checkBadInput(route, door);
    expect(failures).toEqual([]);
    expect(checked).toBeGreaterThan(7);
    expect(door.logged).toEqual([]);
  });
});

test('every role gets in exactly where the declaration lets it', async () => {
  const door = createStubDoor(townRoutes, townRefusals);
  const measured = await measureRoleMatrix(townRoutes, door);
  expect(measured).toEqual(declaredRoleMatrix(townRoutes));
});

test('derives what the issue asks for, without a test written for the route', () => {
  const names = badRequestsFor(putUpStall, { bodyBytes: 1000 }).map((bad) => bad.name);
  expect(names).toEqual(
    expect.arrayContaining([
      'body too large',
      'not JSON',
      'body: unknown field at the top',
      'body: unknown field at goods.0',
      'body: wrong type at rentFen',
      'body: negative fen at rentFen',
      'body: fractional fen at goods.0.priceFen',
      'body: area with three decimals at floorArea',
      'body: impossible date at opensOn',
      'body: id number with a wrong check digit at ownerNationalId',
      'body: missing opensOn',
      'missing key',
      "a stranger's token",
      'the role auditor',
      'another district',
    ]),
  );
});

test('a route that lets something wrong through is found out', async () => {
  const careless = defineRoute({
    ...putUpStall,
    name: 'Careless',
    body: z.strictObject({ rentFen: z.number().meta({ 'x-kind': 'fen', examples: [5] }) }),
    district: undefined as never,
  });
  const { failures } = await checkBadInput(careless, createStubDoor([careless], townRefusals));
  expect(failures.join('\n')).toContain('negative fen at rentFen: expected 422');
  expect(failures.join('\n')).toContain('fractional fen at rentFen: something was changed');
});

test('asks for an example where none can be guessed', () => {
  expect(() => exampleOf(z.string().regex(/^Q\d{4}$/))).toThrow('examples');
});
