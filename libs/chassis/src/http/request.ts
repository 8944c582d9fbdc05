import type { Language } from './problem.ts';
import type { Actor } from '../core/command.ts';

/** A request as it arrives, before anything is believed. Header names are lower case. */
export interface DoorRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  /** A name given twice has a list; the schemas refuse lists where they expect one value. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: Uint8Array;
  /** Milliseconds, taken once, when the request came in (WRITE-PATH 11). */
  readonly receivedAt: number;
  /** Where it came from, for the rate limit of those who have not signed in. */
  readonly remote?: string;
}

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; empty for 204 and 304. */
  readonly body: string;
}

/** Everything checked: what a handler gets. */
export interface CheckedRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Version the client read before it edits (`If-Match`), if it named one. */
  readonly ifMatch: number | undefined;
}

/** What is known about a request beside its content. `actor` is absent only on routes for anyone. */
export interface RequestContext<Who extends Actor | undefined = Actor> {
  readonly actor: Who;
  readonly receivedAt: number;
  /** W3C `traceparent`. */
  readonly trace: string;
  readonly language: Language;
}
