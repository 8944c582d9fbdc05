import type { CalendarDate, PurchaseId } from '@fangpiao/values';
import {
  contracted,
  everyStage,
  filed,
  given,
  listed,
  proposed,
  rescinded,
  reserved,
} from '../../test/units.ts';
import {
  decideCloseFiling,
  decideNoteRevocation,
  decideRecordFiling,
  filing,
  type Filing,
} from './filing.ts';
import type { FilingContent } from './filing.ts';

const content = {
  filingNumber: 'BA-0001',
  unitId: 'u-1',
  purchaseId: 'p-1',
  filedOn: '2026-03-02',
} as FilingContent;
const on = (filedOn: string): FilingContent => ({ ...content, filedOn: filedOn as CalendarDate });

function reasonOf(unit: ReturnType<typeof given>, filing: FilingContent): string {
  const [event] = decideRecordFiling(unit, filing);
  return event?.type === 'listings.unit.filing-contradicted.v1'
    ? event.data.reason
    : (event?.type ?? 'nothing');
}

describe('a confirmed filing is a fact: recorded on the unit, or as a contradiction (WRITE-PATH 13)', () => {
  const contract = [proposed(), listed, reserved, contracted] as const;

  it('fits the contract of its purchase', () => {
    expect(decideRecordFiling(given(...contract), content)).toEqual([filed]);
  });

  it('counts by its date, not by its arrival [DL 9]', () => {
    expect(reasonOf(given(...contract), on('2026-03-31'))).toBe('listings.unit.filed.v1');
    expect(reasonOf(given(...contract), on('2026-04-01'))).toBe('filing-too-late');
    expect(reasonOf(given(...contract), on('2026-03-01'))).toBe('filing-before-contract');
  });

  it('contradicts a contract that was rescinded, of another purchase, or filed under another number', () => {
    expect(reasonOf(given(...contract, rescinded), content)).toBe('unit-not-contracted');
    const otherPurchase = { ...content, purchaseId: 'p-2' as PurchaseId };
    expect(reasonOf(given(...contract), otherPurchase)).toBe('unit-not-contracted');
    const otherNumber = { ...content, filingNumber: 'BA-0002' };
    expect(reasonOf(given(...contract, filed), otherNumber)).toBe('unit-already-filed');
  });

  it('contradicts goods that are not filed', () => {
    const garage = given(proposed({ needsFiling: false }), listed, reserved, contracted);
    expect(reasonOf(garage, content)).toBe('filing-not-required');
  });

  it('is recorded once', () => {
    expect(decideRecordFiling(given(...contract, filed), content)).toEqual([]);
  });

  it('has an outcome at every stage', () => {
    for (const unit of everyStage) {
      expect(decideRecordFiling(unit, content).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('the outcome goes back onto the filing', () => {
  const apply = (state: Filing, event: Parameters<typeof filing.apply>[1]): Filing =>
    filing.apply(state, event, { at: '' as never, stream: 'filing/BA-0001' });
  const submitted = apply(filing.initial, {
    type: 'listings.filing.submitted.v1',
    data: { ...content, district: 'clearwater' },
  });
  const confirmed = apply(submitted, { type: 'listings.filing.confirmed.v1', data: content });

  it('once, and only after the confirmation', () => {
    const [recorded] = decideCloseFiling(confirmed, { contradiction: null });
    expect(apply(confirmed, recorded!)).toMatchObject({ status: 'recorded', content });
    expect(decideCloseFiling(submitted, { contradiction: null })).toEqual([]);
    expect(decideCloseFiling(apply(confirmed, recorded!), { contradiction: null })).toEqual([]);
  });

  it('with the reason of a contradiction, for an officer to see', () => {
    const [event] = decideCloseFiling(confirmed, { contradiction: 'unit-not-contracted' });
    expect(apply(confirmed, event!)).toMatchObject({
      status: 'contradicted',
      reason: 'unit-not-contracted',
    });
  });

  it('as revoked, also when the revocation overtakes the news that the unit was filed', () => {
    const [recorded] = decideCloseFiling(confirmed, { contradiction: null });
    expect(decideNoteRevocation(apply(confirmed, recorded!))).toHaveLength(1);
    const [revoked] = decideNoteRevocation(confirmed);
    expect(apply(confirmed, revoked!)).toMatchObject({ status: 'revoked', content });
    expect(decideCloseFiling(apply(confirmed, revoked!), { contradiction: null })).toEqual([]);
    expect(decideNoteRevocation(apply(confirmed, revoked!))).toEqual([]);
    expect(decideNoteRevocation(submitted)).toEqual([]);
  });
});
