/** Why a text or number is not the value it should be; a closed list. */
export type ValueProblemCode =
  | 'money-not-whole-fen'
  | 'money-out-of-range'
  | 'money-text-malformed'
  | 'area-malformed'
  | 'date-malformed'
  | 'date-out-of-range'
  | 'instant-malformed'
  | 'identifier-malformed'
  | 'number-part-malformed';

/** Thrown by the constructors of this library. It names no field: the caller knows which one it read. */
export class ValueProblem extends Error {
  readonly code: ValueProblemCode;
  readonly zh: string;
  readonly en: string;

  constructor(problem: { code: ValueProblemCode; zh: string; en: string }) {
    super(problem.en);
    this.name = 'ValueProblem';
    this.code = problem.code;
    this.zh = problem.zh;
    this.en = problem.en;
  }
}
