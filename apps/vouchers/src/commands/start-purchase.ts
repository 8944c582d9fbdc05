import type { CommandDeclaration } from '@fangpiao/chassis';
import { asId } from '@fangpiao/values';
import { decideStart, type StartFacts, type StartInput } from '../domain/purchase-start.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';
import { unitMirror } from '../domain/unit-mirror.ts';
import { voucher } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The holder, or an officer for them, chooses a unit and vouchers [DL 12, GZ 5]. */
export function startPurchase(
  shelf: PackShelf,
): CommandDeclaration<Omit<StartInput, 'purchaseId'>, Purchase, PurchaseEvent, StartFacts> {
  return {
    name: 'StartPurchase',
    aggregate: purchase,
    creates: true,
    id: (_input, { scopeId }) => scopeId,
    facts: async (input, reader) => {
      const [unit, vouchers] = await Promise.all([
        reader.mirror(unitMirror, input.unitId),
        Promise.all(
          input.voucherIds.map(async (voucherId) => {
            const { state } = await reader.state(voucher, voucherId);
            const policy = state.issued
              ? (await shelf.find(reader, state.issued.pack))?.policy
              : undefined;
            return { voucherId, state, policy };
          }),
        ),
      ]);
      return { unit, vouchers };
    },
    decide: (state, input, facts, { today, stream }) =>
      decideStart(
        state,
        { ...input, purchaseId: asId<'purchase'>(stream.slice(stream.indexOf('/') + 1)) },
        facts,
        today,
      ),
  };
}
