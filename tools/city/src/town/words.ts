import type { Kinship as ContractKinship } from '@fangpiao/contracts';

export type Kinship = ContractKinship;

export interface TopUp {
  readonly kind:
    'own-funds' | 'provident-fund-withdrawal' | 'provident-fund-loan' | 'commercial-loan';
  readonly amountFen: number;
}

/** Hundredths of a square metre or of a mu as the text that contracts want. */
export function decimalText(hundredths: number): string {
  const whole = Math.floor(hundredths / 100);
  return `${whole}.${String(hundredths % 100).padStart(2, '0')}`;
}

export function hundredthsOf(text: string): number {
  const [whole = '0', rest = ''] = text.split('.');
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
}

/** 7 → '0007'. */
export function numbered(number: number, digits = 4): string {
  return String(number).padStart(digits, '0');
}
