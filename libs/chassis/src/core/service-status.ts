import type { ServiceName } from '@fangpiao/contracts';

export interface Readiness {
  readonly ready: boolean;
  /** What is not in order, in words for an operator. */
  readonly reasons: readonly string[];
}

export interface ServiceStatus extends Readiness {
  readonly service: ServiceName;
  readonly queueLoad: number;
  readonly pendingCommits: number;
  readonly eventsHandled: Record<string, number>;
  readonly forkedStreams: readonly string[];
}
