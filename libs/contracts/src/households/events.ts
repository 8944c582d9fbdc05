import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { areaSchema, calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  accountIdSchema,
  agreementIdSchema,
  areaIdSchema,
  compensationChoiceSchema,
  districtSchema,
  householdIdSchema,
  kinshipSchema,
  packReferenceSchema,
  personIdSchema,
  projectIdSchema,
} from '../shared/words.ts';

/** A person around an agreement, by opaque id: no name, no number (WRITE-PATH 27). */
export const relatedPersonSchema = z.strictObject({
  personId: personIdSchema,
  kinship: kinshipSchema,
});
export type RelatedPerson = z.output<typeof relatedPersonSchema>;

export const agreementEffectiveV1 = defineEvent({
  type: 'households.agreement.effective.v1',
  nature: 'fact',
  zh: '补偿安置协议生效',
  en: 'A compensation agreement has taken effect',
  data: z.strictObject({
    agreementId: agreementIdSchema,
    householdId: householdIdSchema,
    areaId: areaIdSchema,
    projectId: projectIdSchema,
    district: districtSchema,
    /** The dedicated account that pays. */
    accountId: accountIdSchema,
    choice: compensationChoiceSchema,
    holder: personIdSchema,
    related: z.array(relatedPersonSchema),
    /** What the quote is computed from. */
    legalArea: areaSchema,
    voucherArea: areaSchema,
    titleArea: areaSchema,
    basePriceFen: fenSchema,
    /** Named amounts that are part of the agreement: moving fee, reward, face printed by an earlier decision. */
    amounts: z.record(z.string(), fenSchema),
    pack: packReferenceSchema,
    /** The face value both sides signed. */
    faceValueFen: fenSchema,
    effectiveOn: calendarDateSchema,
  }),
});

export const householdsEvents = [agreementEffectiveV1] as const;
