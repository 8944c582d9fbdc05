import { decideOpenArea, resettlementArea } from './area.ts';
import { after, areaFacts, householdFacts, projectFacts } from './decisions.fixture.ts';
import { decideRegisterHousehold, household } from './household.ts';
import { decideRegisterProject, project } from './project.ts';

const area = after(
  resettlementArea,
  decideOpenArea(resettlementArea.initial, areaFacts, {
    project: after(project, decideRegisterProject(project.initial, projectFacts)),
  }),
);
const [wang, li] = householdFacts.members;
const decide = (change: object, facts = { area }) =>
  decideRegisterHousehold(household.initial, { ...householdFacts, ...change }, facts);

describe('an expropriated household [LC]', () => {
  it('is registered with its people by opaque id and its areas', () => {
    expect(after(household, decide({}))).toEqual({
      ...householdFacts,
      status: 'registered',
      legalAreaHundredths: 10_050,
    });
  });

  it('is registered once', () =>
    expect(decideRegisterHousehold(after(household, decide({})), householdFacts, { area })).toEqual(
      { refused: 'household-exists' },
    ));

  it.each([
    ['an area nobody opened', {}, resettlementArea.initial],
    ['an area of another district', { district: 'oldtown' }, area],
  ])('is not registered in %s', (_where, change, of) =>
    expect(decide(change, { area: of })).toEqual({ refused: 'area-unknown' }),
  );

  it.each([
    ['somebody else comes first', [li, wang]],
    ['nobody signs', [li]],
    ['two sign', [wang, { ...li, kinship: 'self' }]],
    ['there is nobody', []],
  ])('is not registered when %s: the one who signs is its first member', (_who, members) =>
    expect(decide({ members })).toMatchObject({ refused: 'holder-not-a-member' }),
  );
});
