/** What one load process is told. */
export interface LoadOrder {
  readonly kind: 'hot' | 'open' | 'issue' | 'raw-insert' | 'raw-update';
  /** Of the service, or of the database with its name. */
  readonly address: string;
  readonly token?: string;
  readonly clients: number;
  /** Operations in all, after as many as `warmUp` that are not measured. */
  readonly count: number;
  readonly warmUp?: number;
  /** Number of the first operation, so that no two loads ask for the same. */
  readonly from?: number;
  /** What the raw driver inserts; for `issue`, how the agreements' ids begin. */
  readonly document?: Readonly<Record<string, unknown>>;
}

export interface LoadReport {
  readonly perSecond: number;
  readonly seconds: number;
  /** Processor time of the load generator itself. */
  readonly cpuMillis: number;
}
