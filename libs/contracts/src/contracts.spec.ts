import { Parser } from '@asyncapi/parser';
import { contracts } from './contracts.ts';
import { asyncApiOf } from './core/asyncapi.ts';
import { compareContracts } from './core/compatibility.ts';
import { openApiOf } from './core/openapi.ts';
import { snapshotOf } from './core/snapshot.ts';

describe.each(contracts)('the contract of $service', (contract) => {
  test('has an OpenAPI document in which every route says what it is and whom it lets in', () => {
    const document = JSON.parse(JSON.stringify(openApiOf(contract, { version: '1' })));
    const operations = Object.values<Record<string, object>>(document.paths ?? {}).flatMap(
      (path) => Object.values(path) as { operationId: string; 'x-allowed-roles': unknown }[],
    );
    expect(operations.map((each) => each.operationId).sort()).toEqual(
      contract.routes.map((route) => route.name).sort(),
    );
    for (const operation of operations) expect(operation['x-allowed-roles']).toBeDefined();
  });

  test('has a valid AsyncAPI document', async () => {
    const document = asyncApiOf(contract, { version: '1' });
    const { diagnostics } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter((each) => each.severity === 0)).toEqual([]);
  }, 30_000);
});

test('a snapshot survives being written down', () => {
  const snapshot = snapshotOf(contracts);
  const written = JSON.parse(JSON.stringify(snapshot));
  expect(compareContracts(written, snapshot)).toEqual([]);
});
