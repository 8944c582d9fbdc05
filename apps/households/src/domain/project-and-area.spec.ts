import { area, fen } from '@fangpiao/values';
import { decideOpenArea, decideValueArea, resettlementArea } from './area.ts';
import { after, areaFacts, projectFacts, valuation } from './decisions.fixture.ts';
import { areaOfHundredths, hundredthsOf } from './hundredths.ts';
import { decideRegisterProject, project } from './project.ts';

const registered = after(project, decideRegisterProject(project.initial, projectFacts));
const known = { project: registered };
const opened = after(resettlementArea, decideOpenArea(resettlementArea.initial, areaFacts, known));

describe('a resettlement project [LC]', () => {
  it('counts in the figures until it is delivered', () => {
    expect(registered).toMatchObject({ isDelivered: false, plannedAreaHundredths: 1_200_050 });
    const delivered = { ...projectFacts, buildState: 'delivered' as const };
    expect(after(project, decideRegisterProject(project.initial, delivered))).toMatchObject({
      isDelivered: true,
    });
  });

  it('is registered once', () =>
    expect(decideRegisterProject(registered, projectFacts)).toEqual({ refused: 'project-exists' }));
});

describe('a resettlement area with its own ledger [LC]', () => {
  it('has no base price until a licensed valuer has set one', () => {
    expect(opened).toMatchObject({ status: 'opened', basePriceFen: null });
    const valued = after(resettlementArea, decideValueArea(opened, valuation), opened);
    expect(valued).toMatchObject({ basePriceFen: fen(500_000) });
  });

  it('is opened once', () =>
    expect(decideOpenArea(opened, areaFacts, known)).toEqual({ refused: 'area-exists' }));

  it.each([
    ['nobody registered', { project: project.initial }],
    ['of another district', { project: { ...registered, district: 'oldtown' } }],
  ])('is not opened in a project %s', (_whose, facts) =>
    expect(decideOpenArea(resettlementArea.initial, areaFacts, facts as typeof known)).toEqual({
      refused: 'project-unknown',
    }),
  );

  it.each([
    ['nobody opened', resettlementArea.initial, 'clearwater'],
    ['of another district', opened, 'oldtown'],
  ])('is not valued when it is one %s', (_whose, state, district) =>
    expect(decideValueArea(state, { ...valuation, district })).toEqual({ refused: 'area-unknown' }),
  );
});

test.each(['0.00', '0.05', '120.50', '9200000.00', '999999999999.99'])(
  'the area %s survives being counted in hundredths',
  (text) => expect(areaOfHundredths(hundredthsOf(area(text)))).toBe(text),
);
