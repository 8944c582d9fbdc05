/**
 * The type of a formula: a number with its dimension (money and area exponents), a text, a date or
 * a yes/no. Money × area⁻¹ is a price per m²; adding yuan to m² does not load.
 */
export type FormulaType =
  | { kind: 'number'; money: number; area: number; percent?: true }
  | { kind: 'text' }
  | { kind: 'date' }
  | { kind: 'boolean' };

export const plainNumber: FormulaType = { kind: 'number', money: 0, area: 0 };
/** A plain number that people write as a percentage; it differs in nothing else. */
export const percentage: FormulaType = { kind: 'number', money: 0, area: 0, percent: true };
export const money: FormulaType = { kind: 'number', money: 1, area: 0 };
export const squareMetres: FormulaType = { kind: 'number', money: 0, area: 1 };
export const pricePerArea: FormulaType = { kind: 'number', money: 1, area: -1 };
export const text: FormulaType = { kind: 'text' };
export const date: FormulaType = { kind: 'date' };
export const boolean: FormulaType = { kind: 'boolean' };

/** The words a pack uses for the unit of an input or a value. */
export const units = {
  money,
  area: squareMetres,
  'money-per-area': pricePerArea,
  ratio: percentage,
  count: plainNumber,
  text,
  date,
  boolean,
} as const satisfies Record<string, FormulaType>;

export type Unit = keyof typeof units;

export type NumberType = Extract<FormulaType, { kind: 'number' }>;

export function sameType(a: FormulaType, b: FormulaType): boolean {
  return dimension(a) === dimension(b);
}

function dimension(type: FormulaType): string {
  return type.kind === 'number' ? `money^${type.money}·area^${type.area}` : type.kind;
}

export function describeType(type: FormulaType): string {
  const unit = Object.entries(units).find(([, each]) => sameType(each, type))?.[0];
  return unit === 'ratio' ? 'number' : (unit ?? dimension(type));
}
