import type { FieldCondition, Filter, FoldedDocument, Scalar } from '../core/ports.ts';

/** Reads the value at a dotted path; a missing field reads as null, as in the database. */
export function fieldAt(path: string): (document: object) => Scalar {
  if (!path.includes('.')) return (document) => (document as Record<string, Scalar>)[path] ?? null;
  const names = path.split('.');
  return (document) => {
    let value: unknown = document;
    for (const name of names) {
      if (value === null || typeof value !== 'object') return null;
      value = (value as Record<string, unknown>)[name];
    }
    return (value ?? null) as Scalar;
  };
}

/** Tells whether a document meets every condition; comparisons hold only between values of one type, as in the database. */
export function matching(filter: Filter): (document: FoldedDocument) => boolean {
  const conditions = Object.entries(filter).map(
    ([path, condition]) => [fieldAt(path), condition] as const,
  );
  return (document) => conditions.every(([field, condition]) => meets(field(document), condition));
}

function meets(value: Scalar, condition: FieldCondition): boolean {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if (condition.$in && !condition.$in.includes(value)) return false;
  const ordered = (bound: Scalar | undefined, holds: (order: number) => boolean): boolean =>
    bound === undefined ||
    (typeof bound === typeof value && value !== null && holds(compareScalars(value, bound)));
  return (
    ordered(condition.$gt, (order) => order > 0) &&
    ordered(condition.$gte, (order) => order >= 0) &&
    ordered(condition.$lt, (order) => order < 0) &&
    ordered(condition.$lte, (order) => order <= 0)
  );
}

/** Null first, then by value. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
