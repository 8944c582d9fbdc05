/** Why a pack does not load; a closed list. */
export type PackProblemCode =
  | 'yaml-malformed'
  | 'header-malformed'
  | 'layers-do-not-fit'
  | 'value-unexplained'
  | 'value-malformed'
  | 'value-missing'
  | 'key-unknown'
  | 'value-closed-above'
  | 'value-above-ceiling'
  | 'value-below-floor'
  | 'value-not-allowed'
  | 'reason-missing'
  | 'document-undefined'
  | 'name-undefined'
  | 'name-taken'
  | 'name-cyclic'
  | 'formula-malformed'
  | 'tier-gap'
  | 'tier-overlap'
  | 'tier-row-unreachable'
  | 'rule-contradictory';

/** One mistake, where it is, and what would be right. `line` counts from 1. */
export type PackProblem = {
  code: PackProblemCode;
  file: string;
  line: number;
  path: string;
  value?: string;
  zh: string;
  en: string;
  expected?: string;
};

export type Path = readonly (string | number)[];

export type FoundProblem = {
  code: PackProblemCode;
  path: Path;
  zh: string;
  en: string;
  expected?: string;
};
