import * as contract from '@fangpiao/contracts';
import {
  admitDeveloper,
  admitDevelopment,
  admitUnit,
  clerk,
  codeOf,
  creditCodes,
  emptyTown,
  listUnit,
  officer,
  officerElsewhere,
  openTown,
  otherClerk,
  platform,
  proposeDevelopment,
  proposeUnit,
  published,
  requestUnit,
  statusOf,
} from './town.ts';

describe('a developer is admitted [DL 6]', () => {
  it('once, under one id and one credit code', async () => {
    const town = await emptyTown();
    expect(codeOf(await admitDeveloper(town, 'brook'))).toBe('accepted 201');
    expect(codeOf(await admitDeveloper(town, 'brook'))).toBe('developer-exists');
    expect(codeOf(await admitDeveloper(town, 'stone', creditCodes.brook))).toBe('developer-exists');
    expect(codeOf(await admitDeveloper(town, 'stone'))).toBe('accepted 201');
  });

  it('of two admissions of one enterprise at the same instant one stands', async () => {
    const town = await emptyTown();
    const [one, two] = await Promise.all([
      admitDeveloper(town, 'brook'),
      admitDeveloper(town, 'stone', creditCodes.brook),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    const codes = [
      codeOf(await proposeDevelopment(town)),
      codeOf(await proposeDevelopment(town, otherClerk)),
    ];
    expect(codes.filter((code) => code === 'developer-not-admitted')).toHaveLength(1);
  });
});

describe('a development is proposed and admitted', () => {
  it('by an admitted developer only', async () => {
    const town = await emptyTown();
    expect(codeOf(await proposeDevelopment(town))).toBe('developer-not-admitted');
    await admitDeveloper(town, 'brook');
    expect(codeOf(await proposeDevelopment(town))).toBe('accepted 201');
    expect(codeOf(await proposeDevelopment(town))).toBe('development-exists');
  });

  it('with every condition met; each missing one is named [DL 6]', async () => {
    const town = await emptyTown();
    await admitDeveloper(town, 'brook');
    await proposeDevelopment(town);
    const refused = await admitDevelopment(town, { noSeizure: false, titleClear: false });
    expect(codeOf(refused)).toBe('checklist-incomplete');
    expect(refused.body).toMatchObject({
      status: 422,
      zh: '入库条件未全部满足 [大连 6]：未满足：权属清晰、无查封',
      fields: [{ path: 'body.titleClear' }, { path: 'body.noSeizure' }],
    });
    expect(codeOf(await proposeUnit(town, 'u-1'))).toBe('development-not-admitted');
    expect(codeOf(await admitDevelopment(town))).toBe('accepted 200');
    expect(codeOf(await admitDevelopment(town))).toBe('accepted 204');
  });

  it('is unknown to an officer of another district, and when nobody proposed it', async () => {
    const town = await emptyTown();
    expect(codeOf(await admitDevelopment(town))).toBe('development-unknown');
    await admitDeveloper(town, 'brook');
    await proposeDevelopment(town);
    expect(codeOf(await admitDevelopment(town, {}, officerElsewhere))).toBe('development-unknown');
  });
});

describe('a unit is proposed, listed and delisted', () => {
  it('is proposed by its developer or the platform, once', async () => {
    const town = await openTown();
    expect(codeOf(await proposeUnit(town, 'u-1'))).toBe('accepted 201');
    expect(codeOf(await proposeUnit(town, 'u-1'))).toBe('unit-exists');
    expect(codeOf(await proposeUnit(town, 'u-2', {}, platform))).toBe('accepted 201');
    expect(codeOf(await proposeUnit(town, 'u-3', {}, otherClerk))).toBe('not-the-developer');
    expect(codeOf(await proposeUnit(town, 'u-3', { developmentId: 'nowhere' }))).toBe(
      'development-unknown',
    );
  });

  it('is listed by an officer and published with its committed price', async () => {
    const town = await openTown();
    expect(codeOf(await admitUnit(town, 'u-1'))).toBe('unit-unknown');
    await proposeUnit(town, 'u-1');
    expect(codeOf(await admitUnit(town, 'u-1', officerElsewhere))).toBe('unit-unknown');
    expect(codeOf(await admitUnit(town, 'u-1'))).toBe('accepted 200');
    expect(codeOf(await admitUnit(town, 'u-1'))).toBe('unit-not-proposed');
    expect(await published(town, 'u-1')).toEqual([
      {
        verb: 'listed',
        data: {
          unitId: 'u-1',
          developmentId: 'brook-side',
          developerId: 'brook',
          district: 'clearwater',
          kind: 'residential',
          saleStage: 'ready',
          area: '120.50',
          committedPriceFen: 130_000_000,
          needsFiling: true,
        },
      },
    ]);
  });

  it('is delisted only while free', async () => {
    const town = await openTown();
    const delist = (unitId: string, as = officer) =>
      town
        .call(contract.delistUnit, { as, params: { unitId }, body: { reason: 'seized' } })
        .then(codeOf);
    expect(await delist('u-1')).toBe('unit-unknown');
    await listUnit(town, 'u-1');
    expect(await delist('u-1', officerElsewhere)).toBe('unit-unknown');
    await requestUnit(town, 'u-1', 'p-1');
    expect(await delist('u-1')).toBe('unit-not-free');
    await listUnit(town, 'u-2');
    expect(await delist('u-2')).toBe('accepted 200');
    expect(await delist('u-2')).toBe('accepted 204');
    expect(await statusOf(town, 'u-2')).toBe('delisted');
    await requestUnit(town, 'u-2', 'p-2');
    expect((await published(town, 'u-2')).at(-1)).toMatchObject({
      data: { reason: 'unit-not-listed' },
    });
  });
});

describe('the listing supermarket', () => {
  it('shows everybody what is free, by district, kind, stage and price', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1', { committedPriceFen: 90_000_000 });
    await listUnit(town, 'u-2', { kind: 'garage' });
    await listUnit(town, 'u-3');
    await proposeUnit(town, 'u-4');
    await requestUnit(town, 'u-3', 'p-1');
    const search = async (query: Record<string, string>): Promise<string[]> =>
      (
        (await town.call(contract.searchUnits, { query })).body as { items: { unitId: string }[] }
      ).items.map(({ unitId }) => unitId);
    expect(await search({})).toEqual(['u-1', 'u-2']);
    expect(await search({ kind: 'garage' })).toEqual(['u-2']);
    expect(await search({ highestPriceFen: '90000000' })).toEqual(['u-1']);
    expect(await search({ highestPriceFen: '89999999' })).toEqual([]);
    expect(await search({ district: 'hillside' })).toEqual([]);
    expect(await search({ district: 'clearwater', saleStage: 'ready' })).toEqual(['u-1', 'u-2']);
    expect(await search({ saleStage: 'presale' })).toEqual([]);
  });

  it('comes in pages', async () => {
    const town = await openTown();
    for (const unitId of ['u-1', 'u-2', 'u-3']) await listUnit(town, unitId);
    const first = await town.call(contract.searchUnits, { query: { limit: '2' } });
    expect(first.body).toMatchObject({ items: [{ unitId: 'u-1' }, { unitId: 'u-2' }] });
    const { next } = first.body as { next: string };
    const second = await town.call(contract.searchUnits, { query: { limit: '2', cursor: next } });
    expect(second.body).toMatchObject({ items: [{ unitId: 'u-3' }] });
    expect(second.body).not.toHaveProperty('next');
  });

  it('reads one unit, exact, with its version and without its buyer', async () => {
    const town = await openTown();
    expect(codeOf(await town.call(contract.getUnit, { params: { unitId: 'u-1' } }))).toBe(
      'unit-unknown',
    );
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    const read = await town.call(contract.getUnit, { as: clerk, params: { unitId: 'u-1' } });
    expect(read.body).toEqual({
      unitId: 'u-1',
      developmentId: 'brook-side',
      developerId: 'brook',
      district: 'clearwater',
      building: '1',
      room: 'u-1',
      kind: 'residential',
      saleStage: 'ready',
      area: '120.50',
      committedPriceFen: 130_000_000,
      status: 'reserved',
    });
    expect(read.headers['etag']).toBe('"3"');
  });
});
