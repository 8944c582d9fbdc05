import type { z } from 'zod';

/** The five services; each is owned by one agency and has one prefix on the bus. */
export const serviceNames = [
  'households',
  'vouchers',
  'listings',
  'settlement',
  'notifications',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * `request`: another agency decides and may refuse. `fact`: it happened and is never refused (WRITE-PATH 13).
 */
export type EventNature = 'request' | 'fact';

export interface EventDeclaration<
  Type extends string = string,
  Schema extends z.ZodType = z.ZodType,
> {
  /** Also the subject on the bus: `<service>.<family>.<past verb>.v<version>`. */
  readonly type: Type;
  readonly nature: EventNature;
  readonly zh: string;
  readonly en: string;
  readonly data: Schema;
}

export type DomainEvent<Type extends string = string, Data = unknown> = {
  readonly type: Type;
  readonly data: Data;
};

/** The event a declaration describes: `EventOf<typeof purchaseStartedV1>`. */
export type EventOf<Declaration> =
  Declaration extends EventDeclaration<infer Type, infer Schema>
    ? DomainEvent<Type, z.output<Schema>>
    : never;

const typeForm = /^([a-z]+)\.([a-z][a-z-]*)\.([a-z][a-z-]*)\.v([1-9]\d*)$/;

/** Owner and family of an event type: `vouchers.purchase.started.v1` → vouchers, purchase. */
export function partsOfEventType(type: string): {
  service: ServiceName;
  family: string;
  verb: string;
  version: number;
} {
  const match = typeForm.exec(type);
  const service = serviceNames.find((name) => name === match?.[1]);
  if (!match || !service) throw new Error(`"${type}" is not an event type`);
  return { service, family: match[2]!, verb: match[3]!, version: Number(match[4]) };
}

/** Declares one published event. A published version never changes; a new meaning is a new version. */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  declaration: EventDeclaration<Type, Schema>,
): EventDeclaration<Type, Schema> {
  partsOfEventType(declaration.type);
  return declaration;
}
