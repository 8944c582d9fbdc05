/** A collection of one service, with what one voucher leaves in it on its way to the holder's notice. */
export interface Trace {
  readonly collection: string;
  readonly indexes: readonly Readonly<Record<string, unknown>>[];
  readonly documents: readonly Readonly<Record<string, unknown>>[];
}

/** What one floor process is told. */
export interface FloorOrder {
  readonly kind: 'floor';
  readonly address: string;
  readonly natsAddress: string;
  /** Vouchers in all, after as many as `warmUp`; multiples of `floorBatch`. */
  readonly count: number;
  readonly warmUp: number;
  readonly traces: readonly Trace[];
}

export const floorBatch = 100;
