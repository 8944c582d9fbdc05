import type { Method } from '@fangpiao/contracts';

/** What the table needs to know of a route. */
interface Addressed {
  readonly route: { readonly method: Method; readonly path: string };
}

interface Entry<Bound> {
  readonly segments: readonly string[];
  readonly methods: Map<string, Bound>;
}

export type Match<Bound> =
  | { readonly kind: 'found'; readonly bound: Bound; readonly params: Record<string, string> }
  | { readonly kind: 'other-method'; readonly allow: string }
  | { readonly kind: 'nothing' };

/** Finds the route of a path. A literal segment wins over a parameter; a trailing slash is another path. */
export function createMatcher<Bound extends Addressed>(
  table: readonly Bound[],
): (method: string, path: string) => Match<Bound> {
  const byPath = new Map<string, Entry<Bound>>();
  for (const bound of table) {
    const entry = byPath.get(bound.route.path) ?? {
      segments: bound.route.path.split('/'),
      methods: new Map<string, Bound>(),
    };
    const method = bound.route.method.toUpperCase();
    if (entry.methods.has(method)) throw new Error(`${method} ${bound.route.path} is bound twice`);
    entry.methods.set(method, bound);
    byPath.set(bound.route.path, entry);
  }
  const entries = [...byPath.values()].sort((a, b) => byLiterals(a.segments, b.segments));
  const literal = new Map(
    [...byPath].filter(([, { segments }]) => !segments.some((part) => isParameter(part))),
  );

  return (method, path) => {
    const known = literal.get(path)?.methods.get(method);
    if (known) return { kind: 'found', bound: known, params: {} };
    const segments = path.split('/');
    const matching = entries.filter((entry) => fits(entry.segments, segments));
    for (const entry of matching) {
      const bound = entry.methods.get(method);
      const params = bound && paramsOf(entry.segments, segments);
      if (bound && params) return { kind: 'found', bound, params };
    }
    if (matching.length === 0 || !decodable(segments)) return { kind: 'nothing' };
    const allow = [...new Set(matching.flatMap((entry) => [...entry.methods.keys()]))].sort();
    return { kind: 'other-method', allow: allow.join(', ') };
  };
}

/** `/units/free` before `/units/:unitId`. */
function byLiterals(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = Number(isParameter(a[index]!)) - Number(isParameter(b[index]!));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith(':');
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) =>
      isParameter(part) ? segments[index] !== '' : part === segments[index],
    )
  );
}

function decodable(segments: readonly string[]): boolean {
  return segments.every((segment) => decode(segment) !== undefined);
}

function paramsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (!isParameter(part)) continue;
    const value = decode(segments[index]!);
    if (value === undefined) return undefined;
    params[part.slice(1)] = value;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
