import fc from 'fast-check';
import { addDays, addMonths, calendarDate, fen, minFen, sumFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { bringTo, quoteFace, releaseHeld, settleUse, voucherFrom } from '../src/index.ts';
import type { HeldPart, PolicyPack, UseAnswer, VoucherFacts } from '../src/index.ts';
import { factsFor } from './arbitrary.ts';
import { must, packOf, runs } from './packs.ts';

const issuedOn = calendarDate('2025-03-03');
const ids = ['dalian-example-district', 'lubo'] as const;
const packs: Record<string, PolicyPack> = Object.fromEntries(ids.map((id) => [id, packOf(id)]));
jest.setTimeout(600_000);

/** A voucher with reward inside its face, a share of it held on one day, another day later on. */
const situations = fc
  .constantFrom(...ids)
  .chain((id) => fc.record({ id: fc.constant(id), facts: factsFor[id]! }))
  .chain((of) =>
    fc.record({
      of: fc.constant(of),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      heldAfter: fc.nat({ max: 120 }),
      days: fc.nat({ max: 120 }),
      price: fc.double({ min: 0, max: 1.5, noNaN: true }),
    }),
  );

interface Held {
  readonly pack: PolicyPack;
  readonly issued: VoucherFacts;
  readonly voucher: VoucherFacts;
  readonly held: HeldPart;
  readonly later: CalendarDate;
}

const bought = (on: CalendarDate, priceFen: Fen) =>
  ({ on, priceFen, goods: 'residential', saleStage: 'ready' }) as const;

function heldIn(
  of: typeof situations extends fc.Arbitrary<infer Drawn> ? Drawn : never,
): Held | undefined {
  const pack = packs[of.of.id]!;
  const quoted = quoteFace(pack, of.of.facts);
  if (!quoted.ok || quoted.quote.faceValueFen === 0) return undefined;
  const issued = voucherFrom(quoted.quote, { issuedOn, expiresOn: addMonths(issuedOn, 12) });
  const on = addDays(issuedOn, of.heldAfter);
  const amount = fen(Math.max(1, Math.floor(issued.faceValueFen * of.share)));
  const { available } = bringTo(pack, { voucher: issued, on }).pockets;
  const part = minFen(amount, available);
  const asked = { voucher: issued, purchase: bought(on, part), voucherPartFen: part };
  const answer = settleUse(pack, { ...asked, step: 'hold' });
  if (!answer.ok) return undefined;
  const { voucherPartFen, fromRewardsFen, voucher } = answer;
  const held = { on, voucherPartFen, fromRewardsFen };
  return { pack, issued, voucher, held, later: addDays(on, of.days) };
}

function filed({ pack, voucher, held, later }: Held, priceFen: Fen): UseAnswer {
  const answer = settleUse(pack, {
    voucher,
    purchase: bought(later, priceFen),
    step: 'file',
    held,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer;
}

describe('properties of filing what was held', () => {
  it('no fen appears or disappears, and never more is paid than the price or what was held', () => {
    fc.assert(
      fc.property(situations, (drawn) => {
        const of = heldIn(drawn);
        if (!of) return;
        const priceFen = fen(Math.floor(of.held.voucherPartFen * drawn.price));
        const answer = filed(of, priceFen);
        const { pockets, faceValueFen } = answer.voucher;
        must(sumFen(Object.values(pockets)) === faceValueFen, 'the pockets do not add up');
        must(
          Object.values(pockets).every((amount) => amount >= 0),
          'a pocket is negative',
        );
        must(pockets.held === 0, 'something stays held');
        must(answer.voucherPartFen <= Math.min(priceFen, of.held.voucherPartFen), 'paid too much');
        must(answer.voucherPartFen + answer.topUpFen === priceFen, 'the price is not made up');
      }),
      { numRuns: runs },
    );
  });

  it('a lower price never takes more, and a later filing never leaves more reward', () => {
    fc.assert(
      fc.property(situations, fc.nat({ max: 100 }), (drawn, more) => {
        const of = heldIn(drawn);
        if (!of) return;
        const priceFen = fen(Math.floor(of.held.voucherPartFen * drawn.price));
        const { voucherPartFen, voucher } = filed(of, priceFen);
        const dearer = filed(of, fen(priceFen + more));
        must(dearer.voucherPartFen >= voucherPartFen, 'less for a higher price');
        const later = filed({ ...of, later: addDays(of.later, more) }, priceFen);
        must(later.voucher.pockets.forfeited >= voucher.pockets.forfeited, 'more reward later');
      }),
      { numRuns: runs },
    );
  });

  it('holding and releasing leaves what never holding leaves, to the fen of a rounding', () => {
    fc.assert(
      fc.property(situations, (drawn) => {
        const of = heldIn(drawn);
        if (!of) return;
        const { pack, issued, voucher, held, later } = of;
        const released = releaseHeld(pack, { voucher, held, on: later }).voucher.pockets;
        const never = bringTo(pack, { voucher: issued, on: later }).pockets;
        must(sumFen(Object.values(released)) === issued.faceValueFen, 'the pockets do not add up');
        // Each reward is rounded once for what was held and once for what was not, at each of two days.
        const roundings = 2 * pack.compiled.fromStart.length;
        must(Math.abs(released.available - never.available) <= roundings, 'a hold kept a tier');
      }),
      { numRuns: runs },
    );
  });
});
