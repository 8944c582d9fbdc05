import type { CommonRefusalCode, FieldProblem, Refusal } from '@fangpiao/contracts';

/** Ends a request early with a refusal; thrown inside the door and by query handlers. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    refusal: Refusal,
    options: { retryAfterSeconds?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(refusal.refused);
    this.refusal = refusal;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
  }
}

/** One of the refusals every route may give. */
export function refused(code: CommonRefusalCode, fields?: readonly FieldProblem[]): Refused {
  return new Refused({ refused: code, ...(fields && { fields }) });
}
