import { asId } from '@fangpiao/values';
import { after, district, householdFacts } from './decisions.fixture.ts';
import { decideRecordStored, decideRevealPerson, person } from './person.ts';

const stored = (contentVersion: number, of = district) =>
  decideRecordStored(person.initial, {
    personId: asId<'person'>('wang'),
    householdId: householdFacts.householdId,
    district: of,
    contentVersion,
    digest: `digest-${contentVersion}`,
  });
const known = after(person, stored(1));

describe('the record of a person (WRITE-PATH 27)', () => {
  it('names the newest content, whatever order registrations come in', () => {
    const both = after(person, stored(1), after(person, stored(2)));
    expect(both).toMatchObject({ contentVersion: 2, digest: 'digest-2' });
  });

  it('knows every district that registered the person', () =>
    expect(after(person, stored(2, 'brookside'), known).districts).toEqual([
      'brookside',
      'clearwater',
    ]));

  it('writes down the reason of a look', () =>
    expect(decideRevealPerson(known, { district, reason: '核对身份' })).toEqual([
      {
        type: 'households.person.revealed.v1',
        data: { reason: '核对身份', contentVersion: 1 },
      },
    ]));

  it.each([
    ['another district', known, 'oldtown'],
    ['anybody, of a person nobody stored', person.initial, district],
  ])('refuses a look from %s', (_who, state, from) =>
    expect(decideRevealPerson(state, { district: from, reason: '核对身份' })).toEqual({
      refused: 'not-found',
    }),
  );
});
