/**
 * A refusal is one of a closed list: a stable code, an HTTP status and a text in both languages.
 * Each owning service declares its own in `<service>/refusals.ts`; `refusals.ts` joins them.
 */
export interface RefusalDeclaration {
  readonly status:
    400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;
  readonly zh: string;
  readonly en: string;
}

/** One field that is wrong, with the rule it breaks. `path` is dotted: `body.units.0.priceFen`. */
export interface FieldProblem {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * What a decision returns instead of events. `detail` completes the declared text ("需要 500.00 元，可用 300.00 元");
 * it never holds personal data.
 */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly detail?: { readonly zh: string; readonly en: string };
  readonly fields?: readonly FieldProblem[];
}

export function defineRefusals<const Declarations extends Record<string, RefusalDeclaration>>(
  declarations: Declarations,
): Declarations {
  return declarations;
}
