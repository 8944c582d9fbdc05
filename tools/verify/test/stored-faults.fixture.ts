import type { MemorySource } from '../src/source/memory-source.ts';
import type { StoredCommit, StoredDocument } from '../src/source/shapes.ts';

type Damage = (source: MemorySource) => void;

const commitOf = (source: MemorySource, id: string): StoredCommit =>
  Object.values(source.services)
    .flatMap(({ commits }) => commits)
    .find(({ _id }) => _id === id)!;
const documentOf = (
  source: MemorySource,
  service: 'vouchers' | 'settlement',
  id: string,
): StoredDocument =>
  Object.values(source.services[service].collections)
    .flat()
    .find(({ _id }) => _id === id)!;
const drop = (list: { _id: string }[], id: string): void => {
  list.splice(
    list.findIndex(({ _id }) => _id === id),
    1,
  );
};

const voucherSpent = 'voucher/V-A-1@0000000005';

/** What happens to a database or a bus behind the services' backs: [invariant, the record it must name, damage]. */
export const storedFaults: Record<string, [invariant: string, record: string, damage: Damage]> = {
  'an edited commit': [
    'chains-unbroken',
    `vouchers ${voucherSpent}`,
    (source) => {
      (commitOf(source, voucherSpent).events[0]!.data as { amountFen: number }).amountFen = 1;
    },
  ],
  'an edited commit whose hash was made to fit': [
    'chains-unbroken',
    'vouchers voucher/V-A-1@0000000006',
    (source) => {
      commitOf(source, voucherSpent).hash = 'a'.repeat(64);
    },
  ],
  'a commit taken out of the middle': [
    'chains-unbroken',
    'listings unit/U-1@0000000004',
    (source) => drop(source.services.listings.commits, 'unit/U-1@0000000003'),
  ],
  'a commit stored under another id': [
    'chains-unbroken',
    'settlement parcel/L-1@0000000009',
    (source) => {
      commitOf(source, 'parcel/L-1@0000000001')._id = 'parcel/L-1@0000000009';
    },
  ],
  'a value that JSON cannot hold': [
    'chains-unbroken',
    'settlement parcel/L-1@0000000001',
    (source) => {
      commitOf(source, 'parcel/L-1@0000000001')['basis'] = new Date(0);
    },
  ],
  'a commit that was never published and folded': [
    'commits-done',
    'listings unit/U-1@0000000002',
    (source) => {
      commitOf(source, 'unit/U-1@0000000002').done = false;
    },
  ],
  'a command carried out twice': [
    'commands-once',
    'vouchers quota/dongchangfu@0000000003',
    (source) => {
      const first = commitOf(source, 'quota/dongchangfu@0000000001');
      commitOf(source, 'quota/dongchangfu@0000000003').commandKey = first.commandKey;
    },
  ],
  'a position left out': [
    'positions-dense',
    'listings unit/U-1@0000000004',
    (source) => {
      commitOf(source, 'unit/U-1@0000000004').events[0]!.position = 7;
    },
  ],
  'an event of another family': [
    'positions-dense',
    'listings unit/U-1@0000000002',
    (source) => {
      commitOf(source, 'unit/U-1@0000000002').events[0]!.type = 'listings.filing.listed.v1';
    },
  ],
  'a view behind its stream': [
    'views-agree',
    'vouchers purchase/P-1',
    (source) => {
      documentOf(source, 'vouchers', 'purchase/P-1').version = 2;
    },
  ],
  'a view that is gone': [
    'views-agree',
    'vouchers voucher/V-A-1',
    (source) => drop(source.services.vouchers.collections['voucher']!, 'voucher/V-A-1'),
  ],
  'a view of a stream whose commits are gone': [
    'views-agree',
    'settlement parcel/L-1',
    (source) => drop(source.services.settlement.commits, 'parcel/L-1@0000000001'),
  ],
  'a mirror behind its producer': [
    'events-arrived',
    'settlement mirror-vouchers-purchase purchase/P-1',
    (source) => {
      const mirrors = source.services.settlement.collections['mirror-vouchers-purchase']!;
      mirrors.find(({ _id }) => _id === 'purchase/P-1')!.version = 1;
    },
  ],
  'a missing mirror': [
    'events-arrived',
    'notifications mirror-listings-unit unit/U-1',
    (source) =>
      drop(source.services.notifications.collections['mirror-listings-unit']!, 'unit/U-1'),
  ],
  'a subscriber that forgot a whole family': [
    'events-arrived',
    'listings mirror-vouchers-purchase purchase/P-0',
    (source) => {
      delete source.services.listings.collections['mirror-vouchers-purchase'];
    },
  ],
  'the tail of a stream cut off at the producer, view included': [
    'events-arrived',
    'notifications mirror-settlement-claim claim/P-1.1',
    (source) => {
      drop(source.services.settlement.commits, 'claim/P-1.1@0000000007');
    },
  ],
  'a mirror of another history': [
    'no-forks',
    'vouchers mirror-listings-unit unit/U-1',
    (source) => {
      source.services.vouchers.collections['mirror-listings-unit']![0]!['hash'] = 'b'.repeat(16);
    },
  ],
  'an event dropped from the bus': [
    'bus-complete',
    'vouchers event purchase/P-1#2#',
    (source) => {
      const { messages } = source.services.vouchers;
      const index = messages.findIndex(({ headers }) =>
        headers['ce-id']!.startsWith('purchase/P-1#2#'),
      );
      messages.splice(index, 1);
    },
  ],
  'a bus without a stream': [
    'bus-complete',
    'listings bus',
    (source) => {
      source.services.listings.bus = undefined;
    },
  ],
  'an event on the bus that nobody committed': [
    'bus-known',
    'settlement bus message 99 (account/ACC-1#9#cccccccccccccccc)',
    (source) => {
      const [first] = source.services.settlement.messages;
      const headers = { ...first!.headers, 'ce-id': 'account/ACC-1#9#cccccccccccccccc' };
      source.services.settlement.messages.push({ ...first!, sequence: 99, headers });
    },
  ],
  'a message with another content': [
    'bus-known',
    'households bus message 1',
    (source) => {
      source.services.households.messages[0]!.data = '{"faceValueFen":1}';
    },
  ],
  'a dead letter': [
    'no-dead-letters',
    'settlement vouchers/purchase/P-1',
    (source) => {
      source.services.settlement.collections['dead-letters']!.push({
        _id: 'vouchers/purchase/P-1',
        version: 1,
        events: [{}],
      });
    },
  ],
  'an id number in a commit': [
    'no-personal-numbers',
    'households agreement/A-1@0000000001',
    (source) => {
      commitOf(source, 'agreement/A-1@0000000001').events[0]!.data = { note: '11010519491231002X' };
    },
  ],
  'an id number in a message': [
    'no-personal-numbers',
    'households bus message 1',
    (source) => {
      source.services.households.messages[0]!.data = '{"holder":"11010519491231002X"}';
    },
  ],
  'a view that shows other pockets': [
    'voucher-views-agree',
    'vouchers voucher/V-A-1',
    (source) => {
      const state = documentOf(source, 'vouchers', 'voucher/V-A-1')['state'] as {
        pockets: { available: number };
      };
      state.pockets.available += 1;
    },
  ],
  'a view of an account with more money': [
    'ledgers-balance',
    'settlement account/ACC-1',
    (source) => {
      const view = documentOf(source, 'settlement', 'account/ACC-1');
      (view['state'] as { freeFen: number }).freeFen += 1;
    },
  ],
};
