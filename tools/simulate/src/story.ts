import type { Actor } from '@fangpiao/chassis';
import type { RouteDeclaration, ServiceName } from '@fangpiao/contracts';
import { dateInShanghai } from '@fangpiao/values';
import type { CallAnswer } from './asking.ts';
import type { SimulatedCity } from './city.ts';
import type { DistrictKind } from './kinds.ts';
import { clerkOf } from './people.ts';

export interface KnownAgreement {
  readonly agreementId: string;
  readonly holder: string;
}

export interface KnownVoucher {
  readonly voucherId: string;
  readonly holder: string;
}

export interface KnownUnit {
  readonly unitId: string;
  readonly developer: string;
  readonly priceFen: number;
  readonly isFiled: boolean;
}

export interface KnownPurchase {
  readonly purchaseId: string;
  readonly holder: string;
  readonly unitId: string;
  readonly priceFen: number;
  readonly voucherFen: number;
}

/** What the simulated people know: households, units and whatever came of them so far. */
export interface Known {
  readonly agreements: KnownAgreement[];
  readonly units: KnownUnit[];
  readonly purchases: KnownPurchase[];
  /** Vouchers that came by transfer; the others have the name of their agreement. */
  readonly received: KnownVoucher[];
  readonly claims: { readonly claimId: string; readonly purchase: KnownPurchase }[];
}

export interface Request {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

/** One run: people act at once, sensibly and foolishly, while things go wrong. */
export class Story {
  readonly city: SimulatedCity;
  readonly kind: DistrictKind;
  readonly known: Known;
  /** Answers by route and status or refusal, to see that the run was not empty. */
  readonly answers = new Map<string, number>();
  #serial: number;

  constructor(
    city: SimulatedCity,
    from: { readonly kind: DistrictKind; readonly known?: Known; readonly serial?: number },
  ) {
    this.city = city;
    this.kind = from.kind;
    this.known = {
      agreements: [...(from.known?.agreements ?? [])],
      units: [...(from.known?.units ?? [])],
      purchases: [...(from.known?.purchases ?? [])],
      received: [...(from.known?.received ?? [])],
      claims: [...(from.known?.claims ?? [])],
    };
    this.#serial = from.serial ?? 0;
  }

  /** A number nobody had before. */
  get serial(): number {
    return ++this.#serial;
  }

  get today(): string {
    return dateInShanghai(this.city.time.now());
  }

  /** How much people have asked for so far. */
  get asked(): number {
    return this.#serial;
  }

  async call(route: RouteDeclaration, as: Actor, request: Request = {}): Promise<CallAnswer> {
    const key = `key-${this.serial}-0123456789`;
    const answer = await this.city.call(route, { as, key, ...request });
    const body = answer.body as { type?: string } | undefined;
    const outcome =
      answer.status < 300 ? String(answer.status) : (body?.type ?? '').split('/').at(-1);
    this.count(`${route.name} ${outcome}`);
    return answer;
  }

  count(name: string): void {
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }

  /** A request that nothing speaks against: a refusal of it was decided on something that is no longer true. */
  async must(route: RouteDeclaration, as: Actor, request: Request = {}): Promise<CallAnswer> {
    const answer = await this.call(route, as, request);
    if (answer.status >= 300 && answer.status !== 503)
      this.city.broken(`nothing-speaks-against: ${route.name} was refused: ${answer.text}`);
    return answer;
  }

  /** True with this chance. */
  happens(chance: number): boolean {
    return this.city.chance.next() < chance;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.city.chance.next() * items.length)];
  }

  /** Somebody whose turn it is, or, now and then, anybody: foolish acts are refused. */
  pickFor<Item>(items: readonly Item[], isTheirTurn: (item: Item) => boolean): Item | undefined {
    return this.pick(this.happens(0.07) ? items : items.filter(isTheirTurn));
  }

  /** What a service's own view shows of a thing: people look before they act, and may be too late all the same. */
  look(service: ServiceName, kind: string, id: string): Record<string, unknown> | undefined {
    const view = this.city.databases.get(service)!.collections.get(kind)?.get(`${kind}/${id}`);
    return view?.['state'] as Record<string, unknown> | undefined;
  }

  /** What a service's list shows: the ids of all there is of a kind, with their states. */
  list(service: ServiceName, kind: string): (readonly [string, Record<string, unknown>])[] {
    const views = this.city.databases.get(service)!.collections.get(kind);
    return [...(views ?? [])].map(
      ([id, view]) =>
        [id.slice(kind.length + 1), view['state'] as Record<string, unknown>] as const,
    );
  }

  get vouchers(): KnownVoucher[] {
    const { agreements, received } = this.known;
    const first = agreements.map(({ agreementId, holder }) => ({
      voucherId: `V-${agreementId}`,
      holder,
    }));
    return received.length === 0 ? first : [...first, ...received];
  }

  statusOf(service: ServiceName, kind: string, id: string): string {
    return String(this.look(service, kind, id)?.['status'] ?? 'none');
  }

  clerkFor(unitId: string): Actor {
    return clerkOf(this.unit(unitId).developer);
  }

  unit(unitId: string): KnownUnit {
    return this.known.units.find((unit) => unit.unitId === unitId)!;
  }
}
