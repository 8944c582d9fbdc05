import * as contract from '@fangpiao/contracts';
import { officer, openOffice, problemOf, strangerOfficer, type Office } from './office.fixture.ts';

const desks = {
  area: { office: '清水片区服务窗口', telephone: '0635-8000001' },
  street: { office: '清水街道房票窗口', telephone: '0635-8000002' },
};

describe('a holder’s service card [LC 2.2]', () => {
  async function signed(): Promise<{ office: Office; holder: object }> {
    const office = await openOffice();
    await office.prepare();
    await office.draft();
    const { body } = await office.town.call(contract.getHousehold, {
      as: officer,
      params: { householdId: 'h-1' },
    });
    const person = body.members[0].personId as string;
    return { office, holder: { subject: 'wang', role: 'holder', agency: 'public', person } };
  }
  const name = (office: Office, body: object = desks, as: object = officer) =>
    office.town.call(contract.nameContacts, { as, params: { areaId: 'a-1' }, body });
  const card = (office: Office, as: object) =>
    office.town.call(contract.getServiceCard, { as, params: { agreementId: 'g-1' } });

  it('names the desks of the area and of the street, to the holder and to the office', async () => {
    const { office, holder } = await signed();
    expect((await name(office)).status).toBe(200);
    const shown = { agreementId: 'g-1', areaName: '清水片区', ...desks };
    expect((await card(office, holder)).body).toEqual(shown);
    expect((await card(office, officer)).body).toEqual(shown);
  });

  it('shows the newer desks when they change', async () => {
    const { office, holder } = await signed();
    await name(office);
    const moved = { ...desks, street: { office: '新址窗口', telephone: '0635-8000009' } };
    await name(office, moved);
    expect((await card(office, holder)).body).toMatchObject(moved);
  });

  it('is refused before desks are named, to other holders, and to other districts', async () => {
    const { office, holder } = await signed();
    expect(problemOf(await card(office, holder))).toBe('404 contacts-not-named');
    expect(problemOf(await name(office, desks, strangerOfficer))).toBe('404 area-unknown');
    await name(office);
    const other = { ...holder, person: 'person-of-somebody-else' };
    expect(problemOf(await card(office, other))).toBe('404 agreement-unknown');
    expect(problemOf(await card(office, strangerOfficer))).toBe('404 agreement-unknown');
  });
});
