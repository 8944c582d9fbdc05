/** How often one person or machine may ask. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
  /** Subjects remembered at once; the one not seen longest is forgotten first. */
  readonly subjects: number;
}

/**
 * A bucket of tokens per subject: `take` answers 0 when there was one, otherwise the seconds to wait.
 */
export function createRateLimit(limit: RateLimit): {
  take(subject: string, nowMillis: number): number;
} {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(subject, nowMillis) {
      const known = buckets.get(subject) ?? { tokens: limit.burst, at: nowMillis };
      const elapsed = Math.max(0, nowMillis - known.at) / 1000;
      const tokens = Math.min(limit.burst, known.tokens + elapsed * limit.perSecond);
      const isGranted = tokens >= 1;
      buckets.delete(subject);
      buckets.set(subject, {
        tokens: isGranted ? tokens - 1 : tokens,
        at: Math.max(known.at, nowMillis),
      });
      if (buckets.size > limit.subjects) {
        const [oldest] = buckets.keys();
        buckets.delete(oldest!);
      }
      return isGranted ? 0 : (1 - tokens) / limit.perSecond;
    },
  };
}
