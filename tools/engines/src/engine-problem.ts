/** What stands between a person and running engines; stable, so that callers can tell them apart. */
export type EngineProblemCode =
  | 'port-occupied'
  | 'data-folder-in-use'
  | 'folder-not-reachable'
  | 'tool-missing'
  | 'download-failed'
  | 'build-failed'
  | 'start-failed'
  | 'address-not-answering'
  | 'version-too-old'
  | 'platform-not-supported'
  | 'cancelled';

/** A problem that a person can act on: one sentence in Chinese and in English saying what to do. */
export class EngineProblem extends Error {
  readonly code: EngineProblemCode;
  readonly zh: string;
  readonly en: string;
  /** The last lines of what the failing program said, for those who want to look deeper. */
  readonly details: string;

  constructor(code: EngineProblemCode, text: { zh: string; en: string }, details = '') {
    super(`${text.zh} ${text.en}`);
    this.name = 'EngineProblem';
    this.code = code;
    this.zh = text.zh;
    this.en = text.en;
    this.details = details;
  }
}

/** The problem of having been told to stop while still preparing. */
export function cancelled(): EngineProblem {
  return new EngineProblem('cancelled', { zh: '已取消。', en: 'Cancelled.' });
}
