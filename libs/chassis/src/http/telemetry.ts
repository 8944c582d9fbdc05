/** Where spans and counts go; the real one is in `adapters/telemetry.ts`. */
export interface Telemetry {
  /** Runs `work` in a span below the caller's `traceparent`; `work` gets the span's own. */
  span<T>(
    span: { name: string; traceparent?: string; attributes?: Record<string, string | number> },
    work: (traceparent: string) => Promise<T>,
  ): Promise<T>;
  /** Counts an answer of the door. */
  answered(route: string, status: number, millis: number): void;
}

export const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The caller's `traceparent` if it is well formed, otherwise a new one. */
export function traceparentFrom(
  header: string | undefined,
  chance: { bytes(count: number): Uint8Array },
): string {
  if (header !== undefined && traceparentForm.test(header)) return header;
  const hex = Buffer.from(chance.bytes(24)).toString('hex');
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}

export function traceIdOf(traceparent: string): string {
  return traceparentForm.exec(traceparent)?.[1] ?? '';
}

/** Keeps nothing: for tests and the simulation. */
export const silentTelemetry: Telemetry = {
  span: (span, work) => work(span.traceparent ?? ''),
  answered: () => undefined,
};
