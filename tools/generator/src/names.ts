/** One name in the forms the tree uses: `report-loss`, `reportLoss`, `ReportLoss`. */
export interface Name {
  readonly kebab: string;
  readonly camel: string;
  readonly pascal: string;
}

export function nameOf(kebab: string): Name {
  const pascal = kebab
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
  return { kebab, pascal, camel: pascal[0]!.toLowerCase() + pascal.slice(1) };
}

/** Verb and noun, at least one word each, in kebab case. */
export function isVerbNoun(text: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(text);
}

export function isKebab(text: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
}

/** `report-loss` → `loss-reported`: events are named noun and past verb; irregular verbs are put right by hand. */
export function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return `${verb}ed`;
}

export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
