import * as contract from '@fangpiao/contracts';
import { clerkOf, inventedNationalId, officials } from '../people.ts';
import type { Story } from '../story.ts';

export const faceFen = 100_000_000;
export const accountId = 'account-1';
export const pack = { packId: 'clearwater', version: 1 };
export const developers = ['brook', 'hill'] as const;

export async function deposit(story: Story, amountFen: number): Promise<void> {
  await story.must(contract.deposit, officials.finance, {
    params: { accountId },
    body: {
      amountFen,
      bankReference: `DEP-${String(story.serial).padStart(6, '0')}`,
      purpose: '房票兑付',
      receivedOn: story.today,
    },
  });
}

/** A developer proposes a unit and the bureau admits it: of the kinds that the pack of the district allows. */
export async function listUnit(story: Story): Promise<void> {
  const index = story.serial;
  const developer = developers[index % developers.length]!;
  const unitId = `unit-${index}`;
  const kind = story.kind.goods[story.known.units.length % story.kind.goods.length]!;
  const isFiled = kind !== 'garage';
  const priceFen = isFiled ? 40_000_000 + (index % 7) * 5_000_000 : 15_000_000;
  const proposed = await story.must(contract.proposeUnit, clerkOf(developer), {
    body: {
      unitId,
      developmentId: `${developer}-garden`,
      building: '1',
      room: String(100 + index),
      kind,
      area: isFiled ? '90.00' : '18.00',
      committedPriceFen: priceFen,
    },
  });
  if (proposed.status >= 300) return;
  const admitted = await story.must(contract.admitUnit, officials.housing, {
    params: { unitId },
    body: { noEncumbrance: true },
  });
  if (admitted.status < 300) story.known.units.push({ unitId, developer, priceFen, isFiled });
}

/** A household is registered and its agreement drafted, signed and put into effect: one person, step by step. */
export async function agree(story: Story): Promise<void> {
  const { resettlement } = officials;
  const index = story.serial;
  const householdId = `household-${index}`;
  const registered = await story.must(contract.registerHousehold, resettlement, {
    body: {
      householdId,
      areaId: 'area-1',
      titleArea: '180.00',
      legalArea: '200.00',
      members: [
        { name: `张${index}`, nationalId: inventedNationalId(index % 1_000), kinship: 'self' },
      ],
    },
  });
  if (registered.status !== 201) return;
  const holder = (registered.body as { members: { personId: string }[] }).members[0]!.personId;
  await signAgreement(story, { householdId, holder });
}

/** A household may have several agreements, and so its holder several vouchers. */
export async function signAgreement(
  story: Story,
  { householdId, holder }: { householdId: string; holder: string },
): Promise<void> {
  const { resettlement } = officials;
  const agreementId = `agreement-${story.serial}`;
  const params = { agreementId };
  const steps: [contract.RouteDeclaration, { params?: typeof params; body: unknown }][] = [
    [
      contract.draftAgreement,
      {
        body: {
          agreementId,
          householdId,
          choice: 'voucher',
          voucherArea: '200.00',
          amounts: {},
          pack,
          faceValueFen: story.kind.faceFen,
        },
      },
    ],
    [contract.signAgreement, { params, body: { signedOn: story.today } }],
    [contract.putAgreementIntoEffect, { params, body: { effectiveOn: story.today } }],
  ];
  for (const [route, request] of steps)
    if ((await story.must(route, resettlement, request)).status >= 300) return;
  story.known.agreements.push({ agreementId, holder });
}
