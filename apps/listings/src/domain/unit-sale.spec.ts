import type { CalendarDate, DeveloperId, Fen, PurchaseId } from '@fangpiao/values';
import {
  at,
  contracted,
  everyStage,
  filed,
  given,
  handedOver,
  listed,
  listing,
  proposed,
  request,
  reserved,
} from '../../test/units.ts';
import type { Scope } from './scope.ts';
import type { Unit } from './unit.ts';
import { decideHandOver, decideRescindContract, decideSignContract } from './unit-sale.ts';

const { unitId, purchaseId } = request;
const brook: Scope = { developer: listing.developerId, district: null };
const stone: Scope = { developer: 'stone' as DeveloperId, district: null };
const elsewhere: Scope = { developer: null, district: 'hillside' };
const today = '2026-03-02' as CalendarDate;
const date = (text: string) => text as CalendarDate;

type Decided = ReturnType<typeof decideSignContract>;
function answerOf(decision: Decided): string {
  return 'refused' in decision ? decision.refused : (decision[0]?.type.split('.')[2] ?? 'nothing');
}

const reservedUnit = given(proposed(), listed, reserved);
const reservedGarage = given(proposed({ needsFiling: false }), listed, reserved);

describe('the sale contract', () => {
  const sign = (
    state: Unit,
    change: Partial<Parameters<typeof decideSignContract>[1]> = {},
    hours = 12,
  ) =>
    answerOf(
      decideSignContract(
        state,
        {
          unitId,
          purchaseId,
          contractNumber: 'HT-1',
          contractedOn: today,
          priceFen: request.priceFen,
          scope: brook,
          ...change,
        },
        { at: at(hours), today },
      ),
    );

  it('follows the reservation of its purchase', () => {
    expect(sign(reservedUnit)).toBe('contracted');
    expect(sign(reservedUnit, { purchaseId: 'p-2' as PurchaseId })).toBe('unit-not-reserved');
    expect(sign(given())).toBe('unit-unknown');
    for (const state of everyStage.filter(({ status }) => status !== 'reserved').slice(1)) {
      expect(sign(state)).toBe('unit-not-reserved');
    }
  });

  it('is not another developer’s to record', () => {
    expect(sign(reservedUnit, { scope: stone })).toBe('not-the-developer');
  });

  it('is in time until the last moment of the reservation', () => {
    expect(sign(reservedUnit, {}, 81.999)).toBe('contracted');
    expect(sign(reservedUnit, {}, 82)).toBe('reservation-over');
  });

  it('is never above the committed price, and as reserved [DL 6]', () => {
    expect(sign(reservedUnit, { priceFen: 130_000_001 as Fen })).toBe(
      'contract-price-above-commitment',
    );
    expect(sign(reservedUnit, { priceFen: 119_999_999 as Fen })).toBe('contract-price-differs');
  });

  it('is dated neither in the future nor after the voucher’s last day [DL 9]', () => {
    expect(sign(reservedUnit, { contractedOn: date('2026-03-03') })).toBe('date-in-the-future');
    const late = given(proposed(), listed, {
      type: 'listings.unit.reserved.v1',
      data: { ...request, lastFilingOn: date('2026-03-01') },
    });
    expect(sign(late)).toBe('contract-too-late');
  });

  it('may be older than the reservation, except where its date is the use of the voucher [DL 9]', () => {
    expect(sign(reservedUnit, { contractedOn: date('2026-03-01') })).toBe('contracted');
    expect(sign(reservedGarage, { contractedOn: date('2026-03-01') })).toBe('contract-back-dated');
    expect(sign(reservedGarage)).toBe('contracted');
  });
});

describe('rescission before filing', () => {
  const rescind = (state: Unit, scope = brook, of = purchaseId) =>
    answerOf(decideRescindContract(state, { unitId, purchaseId: of, reason: 'agreed', scope }));
  const contractedUnit = given(proposed(), listed, reserved, contracted);

  it('ends the contract of the purchase', () => {
    expect(rescind(contractedUnit)).toBe('contract-rescinded');
    expect(rescind(contractedUnit, brook, 'p-2' as PurchaseId)).toBe('unit-not-contracted');
    expect(rescind(reservedUnit)).toBe('unit-not-contracted');
    expect(rescind(given())).toBe('unit-unknown');
  });

  it('is for the developer and the officer of the district', () => {
    expect(rescind(contractedUnit, stone)).toBe('not-the-developer');
    expect(rescind(contractedUnit, elsewhere)).toBe('unit-unknown');
    expect(rescind(contractedUnit, { developer: null, district: 'clearwater' })).toBe(
      'contract-rescinded',
    );
  });

  it('is over once the voucher is used: by filing, or by the contract itself [DL 9]', () => {
    expect(rescind(given(proposed(), listed, reserved, contracted, filed))).toBe(
      'unit-already-filed',
    );
    expect(rescind(given(proposed(), listed, reserved, contracted, filed, handedOver))).toBe(
      'unit-already-filed',
    );
    expect(rescind(given(proposed({ needsFiling: false }), listed, reserved, contracted))).toBe(
      'contract-counts-as-filed',
    );
  });
});

describe('the handover', () => {
  const filedUnit = given(proposed(), listed, reserved, contracted, filed);
  const handOver = (state: Unit, on = today, scope = brook) =>
    answerOf(decideHandOver(state, { unitId, purchaseId, handedOverOn: on, scope }, { today }));

  it('follows filing, or the contract of goods that are not filed', () => {
    expect(handOver(filedUnit)).toBe('handed-over');
    expect(handOver(given(proposed({ needsFiling: false }), listed, reserved, contracted))).toBe(
      'handed-over',
    );
    expect(handOver(given(proposed(), listed, reserved, contracted))).toBe('unit-not-filed');
    expect(handOver(given())).toBe('unit-unknown');
    expect(handOver(filedUnit, today, stone)).toBe('not-the-developer');
  });

  it('is dated between the contract and today', () => {
    expect(handOver(filedUnit, date('2026-03-03'))).toBe('date-in-the-future');
    expect(handOver(filedUnit, date('2026-03-01'))).toBe('handover-too-early');
  });

  it('keeps the figures of the filing: whole fen and hundredths of a square metre', () => {
    const state = given(proposed(), listed, reserved, contracted, filed, handedOver);
    expect(state.figures).toEqual({
      filedUnits: 1,
      filedSalesFen: 120_000_000,
      filedAreaHundredths: 12_050,
    });
  });
});
