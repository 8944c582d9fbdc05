/** One place in the code, said by its text, and what stands there instead. The text occurs exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A fault put into the code on purpose: something must turn red. */
export interface Defect {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly edits: readonly Edit[];
  /** The test that is run if no seed sees it. */
  readonly test: string;
}

const core = 'libs/chassis/src/core';
const behaviour = 'libs/chassis/test/behaviour-memory.spec.ts';

/** Those the issue names, and some that real faults suggested. */
export const defects: readonly Defect[] = [
  {
    id: 'lock-removed',
    zh: '去掉版本锁检查',
    en: 'lock check removed: any duplicate counts as one’s own success',
    edits: [
      {
        file: `${core}/insert.ts`,
        find: "result === 'duplicate' && mine.has(commit._id)",
        replace: "result === 'duplicate'",
      },
    ],
    test: behaviour,
  },
  {
    id: 'key-ignored',
    zh: '忽略幂等键',
    en: 'key ignored: a repeat is decided again',
    edits: [
      {
        file: `${core}/lane.ts`,
        find: 'lane.olderKeys.get(work.commandKey);\n    if (remembered) {',
        replace:
          'lane.olderKeys.get(work.commandKey);\n    if (remembered && work.receivedAt < 0) {',
      },
    ],
    test: behaviour,
  },
  {
    id: 'published-before-commit',
    zh: '提交之前先发布事件',
    en: 'event published before the commit',
    edits: [
      {
        file: `${core}/round.ts`,
        find: '  const withCommits = plans.map(',
        replace:
          "  for (const { items } of plans)\n    context.onDurable(items.flatMap((item) => (item.kind === 'commit' ? [{ commit: item.sealed.commit, head: item.headAfter }] : [])));\n  const withCommits = plans.map(",
      },
    ],
    test: behaviour,
  },
  {
    id: 'two-inserts-in-flight',
    zh: '同一流同时有两个插入在途',
    en: 'two inserts of a stream in flight: the next is decided on one that is not acknowledged',
    edits: [
      {
        file: `${core}/round.ts`,
        find: '    hasDecided = true;\n',
        replace:
          "    hasDecided = true;\n    for (const { lane, items } of plans) {\n      const last = items.findLast((item) => item.kind === 'commit');\n      if (last?.kind !== 'commit') continue;\n      lane.head = last.headAfter;\n      release(lane);\n    }\n",
      },
    ],
    test: behaviour,
  },
  {
    id: 'unordered-versions',
    zh: '无序插入同一流的两个版本',
    en: 'an unordered insert with two versions of a stream',
    edits: [
      { file: `${core}/round.ts`, find: "order: 'ordered',", replace: "order: 'unordered'," },
    ],
    test: behaviour,
  },
  {
    id: 'refused-from-cache',
    zh: '按缓存的状态拒绝',
    en: 'a refusal decided on a cached head',
    edits: [
      {
        file: `${core}/lane.ts`,
        find: 'const decidedOnKnownHead = lane.fresh ||',
        replace: 'const decidedOnKnownHead = lane.head !== undefined ||',
      },
    ],
    test: behaviour,
  },
  {
    id: 'hold-released-on-own-clock',
    zh: '备案进行中，购房方按自己的时钟解除占用',
    en: 'hold released on the holder’s own clock while filing is under way',
    edits: [
      {
        file: 'apps/vouchers/src/schedule.ts',
        find: '  return [\n',
        replace:
          "  return [\n    {\n      name: 'release-old-holds',\n      everyMillis: 5_000,\n      find: async ({ now, store }) =>\n        (\n          await store.find<ViewDocument>(\n            'purchase',\n            { 'state.status': { $in: ['reserved', 'contracted'] }, at: { $lte: new Date(now - 3_600_000).toISOString() } },\n            { limit: 100 },\n          )\n        ).map(({ _id, version }) => ({\n          key: `${_id}#${version}`,\n          call: call(endPurchase, { purchaseId: _id.slice('purchase/'.length), ending: 'released', reason: 'reservation-timed-out' }),\n        })),\n    },\n",
      },
      {
        file: 'apps/vouchers/src/schedule.ts',
        find: "import { turnDayOfVoucher } from './commands/turn-day-of-voucher.ts';",
        replace:
          "import type { ViewDocument } from '@fangpiao/chassis';\nimport { endPurchase } from './commands/end-purchase.ts';\nimport { turnDayOfVoucher } from './commands/turn-day-of-voucher.ts';",
      },
    ],
    test: 'apps/vouchers/test/life.spec.ts',
  },
  {
    id: 'finite-deliveries',
    zh: '总线只投递有限次',
    en: 'finite deliveries: the bus gives a message up after five',
    edits: [
      {
        file: 'libs/chassis/src/memory/memory-bus.ts',
        find: '      entry.delivered++;\n',
        replace:
          '      entry.delivered++;\n      if (entry.delivered >= 5) consumer.pending = consumer.pending.filter((other) => other !== entry);\n',
      },
    ],
    test: behaviour,
  },
  {
    id: 'done-before-folding',
    zh: '折叠之前就标记完成',
    en: '`done` set before folding',
    edits: [
      {
        file: `${core}/service.ts`,
        find: 'onDurable: (durable) => this.#pipeline.add(durable),',
        replace:
          'onDurable: (durable) =>\n        void ports.store.markDone(durable.map(({ commit }) => commit._id)).then(() => this.#pipeline.add(durable)),',
      },
    ],
    test: behaviour,
  },
  {
    id: 'single-event-type',
    zh: '只订阅单一事件类型',
    en: 'subscription to single event types instead of the family',
    edits: [
      {
        file: `${core}/subscriber.ts`,
        find: 'if (this.#families.has(event.family) &&',
        replace:
          "if (event.type !== 'vouchers.purchase.ended.v1' && event.type !== 'vouchers.till.paid-out.v1' && this.#families.has(event.family) &&",
      },
    ],
    test: behaviour,
  },
  {
    id: 'cursor-before-commit',
    zh: '游标先于命令提交写入',
    en: 'cursor written before the commit it asks for',
    edits: [
      {
        file: `${core}/subscriber.ts`,
        find: '    const advanced = await this.#settle(cursor, running, acks, source);',
        replace:
          '    if (running.length > 0) await this.#cursors.write([cursor]);\n    const advanced = await this.#settle(cursor, running, acks, source);',
      },
    ],
    test: behaviour,
  },
  {
    id: 'pocket-not-reduced',
    zh: '移动金额时不减少原口袋',
    en: 'a pocket not reduced when money is held',
    edits: [
      {
        file: 'apps/vouchers/src/domain/pockets.ts',
        find: '    [from]: subtractFen({ from: pockets[from], amount: amountFen }),',
        replace:
          "    [from]: to === 'held' ? pockets[from] : subtractFen({ from: pockets[from], amount: amountFen }),",
      },
    ],
    test: 'apps/vouchers/src/domain/pockets.spec.ts',
  },
  {
    id: 'cash-out-not-reduced',
    zh: '提现后余额不减少',
    en: 'what was cashed out stays available on the voucher',
    edits: [
      {
        file: 'apps/vouchers/src/domain/voucher.ts',
        find: "        const paid = move(state, { from: 'available', to: 'cashedOut', amountFen: cashedOutFen });",
        replace:
          "        const moved = move(state, { from: 'available', to: 'cashedOut', amountFen: cashedOutFen });\n        const paid = { ...moved, pockets: { ...moved.pockets, available: state.pockets.available } };",
      },
    ],
    test: 'apps/vouchers/test/endings.spec.ts',
  },
  {
    id: 'transfer-leaves-money',
    zh: '转让后原票金额仍可使用',
    en: 'a transfer that leaves the money on the old voucher',
    edits: [
      {
        file: 'apps/vouchers/src/domain/voucher.ts',
        find: "          ...move(state, {\n            from: 'available',\n            to: 'transferredOut',",
        replace:
          "          ...move({ ...state, pockets: { ...state.pockets, available: (state.pockets.available + event.data.amountFen) as typeof state.pockets.available } }, {\n            from: 'available',\n            to: 'transferredOut',",
      },
    ],
    test: 'apps/vouchers/test/transfer.spec.ts',
  },
  {
    id: 'one-person-pays-holders',
    zh: '持票人结算由一人既审核又审批',
    en: 'a claim of a holder approved by the person who reviewed it',
    edits: [
      {
        file: 'apps/settlement/src/domain/holder-claim-course.ts',
        find: 'if (act.by === state.reviewedBy ||',
        replace: 'if (',
      },
    ],
    test: 'apps/settlement/test/holder-claims.spec.ts',
  },
  {
    id: 'one-person-approves',
    zh: '一人既审核又审批',
    en: 'approval by the person who reviewed',
    edits: [
      {
        file: 'apps/settlement/src/domain/claim-approval.ts',
        find: 'if (act.by === state.reviewedBy ||',
        replace: 'if (',
      },
    ],
    test: 'apps/settlement/src/domain/claim.spec.ts',
  },
  {
    id: 'answered-early',
    zh: '落库之前先答复',
    en: 'an answer leaves before its commit is durable',
    edits: [
      {
        file: `${core}/round.ts`,
        find: '  const withCommits = plans.map(',
        replace:
          "  for (const { items } of plans)\n    for (const item of items)\n      if (item.kind === 'commit') item.waiting.resolve({ kind: 'accepted', commit: item.sealed.commit });\n  const withCommits = plans.map(",
      },
    ],
    test: behaviour,
  },
  {
    id: 'decided-anew-after-lost-reply',
    zh: '回复丢失后重新决定',
    en: 'after a lost reply the command is decided anew instead of being sent again',
    edits: [
      {
        file: `${core}/insert.ts`,
        find: '        await pause(ports, delay);\n        delay = Math.min(delay * 2, resendDelayMillis.most);\n        continue;',
        replace:
          "        for (const { _id } of pending) fates.set(_id, 'conflict');\n        break;",
      },
    ],
    test: behaviour,
  },
  {
    id: 'position-ignored',
    zh: '不按序号去重',
    en: 'a gap is passed over: what follows is taken before what is missing',
    edits: [
      {
        file: `${core}/subscriber.ts`,
        find: '} else if (event.position > cursor.position + 1) {',
        replace: '} else if (event.position > cursor.position + 1_000) {',
      },
    ],
    test: behaviour,
  },
  {
    id: 'jobs-by-own-clock',
    zh: '任务按本机时钟判断到期',
    en: 'jobs go by the clock of the replica, which may be weeks ahead',
    edits: [
      {
        file: `${core}/schedule.ts`,
        find: 'const now = await ports.store.now();',
        replace: 'const now = ports.clock.now();',
      },
    ],
    test: behaviour,
  },
  {
    id: 'clock-leaps-with-machine',
    zh: '进程时钟随机器时钟跳变',
    en: 'the clock of a process leaps with its machine',
    edits: [
      {
        file: `${core}/steady-clock.ts`,
        find: '> leapMillis) return expected;',
        replace: '> leapMillis) return wall;',
      },
    ],
    test: `${core}/steady-clock.spec.ts`,
  },
  {
    id: 'commands-with-clock-off',
    zh: '时钟不准时仍受理命令',
    en: 'commands are taken with a clock that is off',
    edits: [
      {
        file: `${core}/service.ts`,
        find: "if (this.#isClockOff) return Promise.reject(new Busy('the clock is off'));",
        replace: '',
      },
    ],
    test: behaviour,
  },
  {
    id: 'revocation-lost-when-early',
    zh: '撤销先于备案登记到达时不予记录',
    en: 'a revocation that overtakes the recording of its filing is not noted on the filing',
    edits: [
      {
        file: 'apps/listings/src/domain/filing.ts',
        find: "const wasOnUnit = status === 'recorded' || status === 'confirmed';",
        replace: "const wasOnUnit = status === 'recorded';",
      },
    ],
    test: 'tools/simulate/src/reaction-order.spec.ts',
  },
  {
    id: 'restored-only-what-is-spent',
    zh: '撤销备案先于使用到达时不退回占用',
    en: 'a revoked filing that overtakes the use it undoes gives nothing back',
    edits: [
      {
        file: 'apps/vouchers/src/domain/voucher-rescission.ts',
        find: 'if (!use && state.holds[purchaseId])',
        replace: 'if (!use && state.holds[purchaseId] && policy === undefined)',
      },
    ],
    test: 'apps/vouchers/src/domain/voucher-rescission.spec.ts',
  },
  {
    id: 'tail-lost-behind-letter',
    zh: '死信之后丢失的事件，凭摘要也不再追问',
    en: 'what was lost behind a dead letter is not asked for: the digest that tells of it is acknowledged',
    edits: [
      {
        file: `${core}/subscriber.ts`,
        find: "if (this.#forked.has(stream)) return 'nothing';",
        replace:
          "if (this.#forked.has(stream) || this.#deadLetters.has(`${this.#producer}/${stream}`)) return 'nothing';",
      },
    ],
    test: behaviour,
  },
  {
    id: 'replay-passes-over',
    zh: '重放死信时跳过暂不能排入的事件',
    en: 'replaying a dead letter passes over an event that cannot be placed yet',
    edits: [
      {
        file: `${core}/subscriber.ts`,
        find: 'await this.#askRepair([gapBefore(event, cursor)]);\n      return false;',
        replace: 'await this.#askRepair([gapBefore(event, cursor)]);\n      return true;',
      },
    ],
    test: behaviour,
  },
  {
    id: 'reward-not-withdrawn',
    zh: '合同解除后仍支付该合同的奖励',
    en: 'a reward is still paid after the contract that earned it was rescinded',
    edits: [
      {
        file: 'apps/settlement/src/domain/holder-claim-course.ts',
        find: 'return state.contradictions > 0 ? revoked(state) : [withdrawn(state)];',
        replace: 'return state.contradictions > 0 ? revoked(state) : [];',
      },
    ],
    test: 'apps/settlement/test/reward-claims.spec.ts',
  },
];
