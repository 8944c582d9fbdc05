import * as contract from '@fangpiao/contracts';
import {
  headquarters,
  numberOf,
  officer,
  openOffice,
  problemOf,
  strangerOfficer,
} from './office.fixture.ts';

describe('a resettlement project and its areas [LC]', () => {
  it('are registered, opened and valued by the district’s officer', async () => {
    const office = await openOffice();
    expect((await office.registerProject()).body).toEqual({
      id: 'p-1',
      version: 1,
      status: 'done',
    });
    expect((await office.openArea()).body).toEqual({ id: 'a-1', version: 1, status: 'done' });
    expect((await office.valueArea()).body).toEqual({ id: 'a-1', version: 2, status: 'done' });
  });

  it('are refused a second time', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    expect(problemOf(await office.registerProject())).toBe('409 project-exists');
    expect(problemOf(await office.openArea())).toBe('409 area-exists');
  });

  it('are not there for another district', async () => {
    const office = await openOffice();
    expect(problemOf(await office.openArea())).toBe('404 project-unknown');
    await office.registerProject();
    expect(problemOf(await office.openArea({}, strangerOfficer))).toBe('404 project-unknown');
    expect(problemOf(await office.valueArea())).toBe('404 area-unknown');
    await office.openArea();
    expect(problemOf(await office.valueArea({}, strangerOfficer))).toBe('404 area-unknown');
  });

  it('are nobody’s without a district in the token', async () => {
    const office = await openOffice();
    const { district: _district, ...drifting } = officer;
    expect(problemOf(await office.registerProject({}, drifting))).toBe('403 not-allowed');
  });
});

describe('the project figures [LC]', () => {
  it('count what is not delivered, exactly, for the district or for the whole city', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.registerProject({
      projectId: 'p-2',
      buildState: 'under-construction',
      plannedHouseholds: 30,
      plannedArea: '0.55',
      switchedToVoucher: false,
    });
    await office.registerProject({ projectId: 'p-3', buildState: 'delivered' });
    await office.registerProject({ projectId: 'p-4', plannedHouseholds: 1 }, strangerOfficer);
    await office.openArea();
    await office.openArea({ areaId: 'a-2', pilot: false });
    await office.town.settle();
    const figures = (as: object) => office.town.call(contract.getProjectFigures, { as });
    expect((await figures(officer)).body).toEqual({
      undelivered: 2,
      switchedToVoucher: 2,
      plannedHouseholds: 150,
      plannedArea: '12001.05',
      pilotAreas: 1,
    });
    expect((await figures(headquarters)).body).toMatchObject({
      undelivered: 3,
      plannedHouseholds: 151,
      plannedArea: '24001.55',
    });
  });

  it('are zero where nothing is registered', async () => {
    const office = await openOffice();
    const figures = await office.town.call(contract.getProjectFigures, { as: officer });
    expect(figures.body).toMatchObject({ undelivered: 0, plannedArea: '0.00', pilotAreas: 0 });
  });
});

describe('the ledger of an area [LC]', () => {
  it('is counted from plots, households and binding agreements', async () => {
    const office = await openOffice();
    await office.prepare();
    await office.registerHousehold({
      householdId: 'h-2',
      legalArea: '0.75',
      members: [{ name: '赵强', nationalId: numberOf(33), kinship: 'self' }],
    });
    await office.draft();
    await office.draft({
      agreementId: 'g-2',
      householdId: 'h-2',
      choice: 'replacement-home',
      voucherArea: '0.00',
    });
    await office.sign();
    await office.town.settle();
    const ledger = await office.town.call(contract.listAreas, { as: officer });
    expect(ledger.body.items).toEqual([
      {
        areaId: 'a-1',
        name: '清水片区',
        projectId: 'p-1',
        pilot: true,
        households: 2,
        legalArea: '101.25',
        resettleArea: '1500.50',
        builtArea: '1000.00',
        voucherPlotArea: '500.50',
        agreements: [{ choice: 'voucher', count: 1, faceValueFen: 50_250_000 }],
      },
    ]);
    const elsewhere = await office.town.call(contract.listAreas, { as: strangerOfficer });
    expect(elsewhere.body.items).toEqual([]);
  });

  it('goes page by page', async () => {
    const office = await openOffice();
    await office.registerProject();
    for (const areaId of ['a-1', 'a-2', 'a-3']) await office.openArea({ areaId });
    await office.town.settle();
    const page = (query: Record<string, string>) =>
      office.town.call(contract.listAreas, { as: headquarters, query });
    const first = await page({ limit: '2' });
    const second = await page({ limit: '2', cursor: first.body.next });
    const ids = [...first.body.items, ...second.body.items].map(
      ({ areaId }: { areaId: string }) => areaId,
    );
    expect(ids).toEqual(['a-1', 'a-2', 'a-3']);
    expect(second.body.next).toBeUndefined();
  });
});
