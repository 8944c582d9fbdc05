import * as contract from '@fangpiao/contracts';
import {
  everythingKept,
  headquarters,
  li,
  numberOf,
  officer,
  openOffice,
  problemOf,
  strangerOfficer,
  wang,
  type Office,
} from './office.fixture.ts';

const registered = async (): Promise<Office> => {
  const office = await openOffice();
  await office.prepare();
  return office;
};
const read = (office: Office, as: object = officer, householdId = 'h-1') =>
  office.town.call(contract.getHousehold, { as, params: { householdId } });
const reveal = (office: Office, personId: string, as: object = officer) =>
  office.town.call(contract.revealPerson, {
    as,
    params: { personId },
    body: { reason: '核对身份' },
  });

describe('an expropriated household [LC]', () => {
  it('is registered with its people under opaque ids, and shown masked', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    const { status, body } = await office.registerHousehold();
    expect([status, body.id, body.members.length]).toEqual([201, 'h-1', 2]);
    expect(body.members.map(({ kinship }: { kinship: string }) => kinship)).toEqual([
      'self',
      'spouse',
    ]);
    expect((await read(office)).body).toEqual({
      householdId: 'h-1',
      areaId: 'a-1',
      titleArea: '90.00',
      legalArea: '100.50',
      members: [
        {
          ...body.members[0],
          name: '王**',
          nationalId: `371***********${wang.nationalId.slice(-4)}`,
        },
        { ...body.members[1], name: '李*', nationalId: `371***********${li.nationalId.slice(-4)}` },
      ],
    });
  });

  it('leaves no name and no number in commits, views, vault or log (WRITE-PATH 27)', async () => {
    const office = await registered();
    const { body } = await read(office);
    await reveal(office, body.members[0].personId);
    await office.registerHousehold();
    await office.town.settle();
    const kept = everythingKept(office.town);
    for (const { name, nationalId } of [wang, li]) {
      expect(kept).not.toContain(name);
      expect(kept).not.toContain(nationalId);
    }
  });

  it('answers a repeat with the same key by the same people', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    const request = {
      as: officer,
      key: 'register-h-1',
      body: {
        householdId: 'h-1',
        areaId: 'a-1',
        titleArea: '90.00',
        legalArea: '100.50',
        members: [wang, li],
      },
    };
    const both = await Promise.all([
      office.town.call(contract.registerHousehold, request),
      office.town.call(contract.registerHousehold, request),
    ]);
    const third = await office.town.call(contract.registerHousehold, request);
    expect(both[1].body).toEqual(both[0].body);
    expect(third.body).toEqual(both[0].body);
  });

  it('names a person who is known already by the same id, in another household too', async () => {
    const office = await registered();
    const known = (await read(office)).body.members[1].personId;
    const other = await office.registerHousehold({
      householdId: 'h-2',
      members: [{ ...li, kinship: 'self' }],
    });
    expect(other.body.members).toEqual([{ personId: known, kinship: 'self' }]);
  });

  it('keeps two people apart whose households are registered under one id at the same moment', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    const zhao = { name: '赵强', nationalId: numberOf(33), kinship: 'self' };
    const [first, second] = await Promise.all([
      office.registerHousehold({ members: [wang] }),
      office.registerHousehold({ members: [zhao] }),
    ]);
    const won = first.status === 201 ? wang : zhao;
    const lost = won === wang ? zhao : wang;
    expect([first.status, second.status].sort()).toEqual([201, 409]);
    const [winner] = (first.status === 201 ? first : second).body.members;
    const later = await office.registerHousehold({ householdId: 'h-2', members: [lost] });
    expect(later.body.members[0].personId).not.toBe(winner.personId);
    await office.town.settle();
    expect((await reveal(office, winner.personId)).body.nationalId).toBe(won.nationalId);
  });

  it('is refused a second time, and the vault keeps what it had', async () => {
    const office = await registered();
    const vault = () =>
      JSON.stringify([...office.town.store.database.collection('vault').values()]);
    const before = vault();
    const stranger = { name: '赵强', nationalId: numberOf(33), kinship: 'self' };
    expect(problemOf(await office.registerHousehold({ members: [stranger] }))).toBe(
      '409 household-exists',
    );
    expect(vault()).toBe(before);
  });

  it.each([
    ['in an area nobody opened', { areaId: 'a-9' }, '404 area-unknown'],
    [
      'when the first member is not the one who signs',
      { members: [li, wang] },
      '422 holder-not-a-member',
    ],
    [
      'when two members sign',
      { members: [wang, { ...li, kinship: 'self' }] },
      '422 holder-not-a-member',
    ],
    [
      'when a number stands for two members',
      { members: [wang, { ...li, nationalId: wang.nationalId }] },
      '422 invalid-request',
    ],
    [
      'when a check digit is wrong',
      { members: [{ ...wang, nationalId: '371502195005060119' }] },
      '422 invalid-request',
    ],
  ])('is refused %s, and nothing is stored', async (_when, change, problem) => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    const answer = await office.registerHousehold(change);
    expect(problemOf(answer)).toBe(problem);
    expect(JSON.stringify(answer.body)).not.toContain(wang.nationalId);
    expect(office.town.store.database.collection('vault').size).toBe(0);
  });

  it('is not there for another district, and there for headquarters', async () => {
    const office = await registered();
    expect(problemOf(await office.registerHousehold({ householdId: 'h-3' }, strangerOfficer))).toBe(
      '404 area-unknown',
    );
    expect(problemOf(await read(office, strangerOfficer))).toBe('404 household-unknown');
    expect(problemOf(await read(office, officer, 'h-9'))).toBe('404 household-unknown');
    expect((await read(office, headquarters)).status).toBe(200);
  });
});

describe('unmasking a person', () => {
  it('is an act with a reason, recorded before anything is shown', async () => {
    const office = await registered();
    const [{ personId }] = (await read(office)).body.members;
    const shown = await reveal(office, personId);
    expect(shown.body).toEqual({ personId, name: wang.name, nationalId: wang.nationalId });
    const record = [...office.town.store.database.commits.values()].find(
      ({ stream, commandName }) =>
        stream === `person/${personId}` && commandName === 'RevealPerson',
    );
    expect(record).toMatchObject({
      actor: { subject: 'officer-1' },
      events: [{ data: { reason: '核对身份', contentVersion: 1 } }],
    });
  });

  it('is refused for a person of another district and for one nobody knows', async () => {
    const office = await registered();
    const [{ personId }] = (await read(office)).body.members;
    expect(problemOf(await reveal(office, personId, strangerOfficer))).toBe('404 not-found');
    expect(problemOf(await reveal(office, 'nobody'))).toBe('404 not-found');
  });

  it('shows nothing any more once the vault has destroyed the person', async () => {
    const office = await registered();
    const [{ personId }] = (await read(office)).body.members;
    const vault = office.town.store.database.collection('vault');
    vault.set(personId, {
      ...vault.get(personId)!,
      generation: 0,
      wrapped: '',
      contents: [],
      blind: {},
    });
    expect(problemOf(await reveal(office, personId))).toBe('404 not-found');
    expect((await read(office)).body.members[0]).toMatchObject({ name: '***', nationalId: '***' });
  });
});
