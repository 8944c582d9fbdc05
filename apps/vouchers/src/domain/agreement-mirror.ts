import type { agreementEffectiveV1, DomainEvent, EventOf } from '@fangpiao/contracts';
import type { MirrorDeclaration } from '@fangpiao/chassis';

export type AgreementFacts = EventOf<typeof agreementEffectiveV1>['data'] | null;

/** What the vouchers service remembers of an agreement: its content, once it is in effect. */
export const agreementMirror: MirrorDeclaration<AgreementFacts> = {
  producer: 'households',
  family: 'agreement',
  initial: null,
  apply: (facts, event: DomainEvent) =>
    event.type === 'households.agreement.effective.v1'
      ? (event.data as NonNullable<AgreementFacts>)
      : facts,
};
