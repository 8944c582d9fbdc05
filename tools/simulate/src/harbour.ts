/**
 * The pack of the second simulated district, in which everything is allowed that the first forbids: cash-out, exchange
 * and replacement homes after a short validity, transfers, goods that are not filed, rewards that shrink with time and
 * rewards that are earned by use, payment in two steps. It is invented, and so tight that a life of hours sees its deadlines.
 */
export const harbourPack = `
format: fangpiao-policy-pack/1
id: harbour
layer: city
name: { zh: 港湾区（虚构）, en: Harbour (invented) }
version: 1.0.0
state: in-force
documents: { HB: { title: 港湾区房票办法（虚构） } }
effective: { from: 2025-01-01, source: { clause: HB 1 } }
registration: { mode: for-the-record, source: { clause: HB 1 } }
transition: { keepsEarlier: none, source: { clause: HB 1 } }
rounding: { mode: half-up, source: { clause: HB 1 } }
appliesTo: { programmes: [urban-village], landKinds: [state], origins: [expropriation], holders: [person], source: { clause: HB 1 } }
inputs:
  legalArea: { name: { zh: 合法面积, en: legal area }, unit: area }
  basePriceFen: { name: { zh: 基准价格, en: base price }, unit: money-per-area }
tiers:
  useTiers:
    name: { zh: 使用时间分档, en: tiers by days since issue }
    by: daysSinceIssue
    unit: ratio
    rows: [{ from: 0, below: 4, value: 100 % }, { from: 4, below: 9, value: 60 % }, { from: 9, value: 20 % }]
    source: { clause: HB 3 }
  earlyReward:
    name: { zh: 早用奖励比例, en: reward by days since issue }
    by: daysSinceIssue
    unit: ratio
    rows: [{ from: 0, below: 14, value: 4 % }, { from: 14, value: 2 % }]
    source: { clause: HB 3 }
face:
  formulas: { standard: { name: { zh: 标准, en: standard }, source: { clause: HB 2 } } }
  components:
    home: { name: { zh: 房屋补偿, en: home }, role: base, amount: legalArea * basePriceFen, counts: inside-face, source: { clause: HB 2 } }
    reward: { name: { zh: 奖励, en: reward }, role: policy-reward, amount: 10 % * home, counts: inside-face, source: { clause: HB 2 } }
rewards:
  early: { name: { zh: 早用奖励, en: reward for early use }, timing: earned-at-use, amount: earlyReward * used, highest: 4 % * faceValue, due: at-use, source: { clause: HB 3 } }
  whole: { name: { zh: 用尽奖励, en: reward for use in full }, timing: earned-at-use, amount: 1 % * baseUsed, highest: 1 % * baseTotal, due: when-base-used-in-full, source: { clause: HB 3 } }
  reward: { name: { zh: 奖励, en: reward }, timing: from-start, component: reward, kept: useTiers, keptIfBaseNotUsedInFull: 50 %, source: { clause: HB 3 } }
issueGates: { agreement: effective, vacated: false, source: { clause: HB 4 } }
validity: { days: 15, firstDayCounts: false, rollOverHolidays: false, remindDaysBefore: [3], source: { clause: HB 4 } }
goods:
  residential: { saleStages: [ready], listing: required, useEvent: filing-date, source: { clause: HB 5 } }
  garage: { saleStages: [ready], listing: required, useEvent: contract-date, source: { clause: HB 5 } }
buyers: { holder: { source: { clause: HB 5 } } }
use: { split: true, merge: true, voucherFirst: false, topUpBy: buyer, topUpKinds: [own-funds], districts: whole-city, crossDistrictPayer: issuing-district, source: { clause: HB 5 } }
transfer: { allowed: true, times: 2, circle: same-project, whoMustOwn: giver, homesAtLeast: 1, source: { clause: HB 6 } }
cashOut:
  allowed: true
  afterPurchase: true
  minimumShareUsed: 35 %
  denominator: face
  reading: marginal
  bands: [{ from: 0 %, through: 20 %, value: 100 % }, { from: 20 %, value: 70 % }]
  payWithin: { days: 10, kind: calendar }
  source: { clause: HB 7 }
expiry:
  whollyUnused: replacement-home
  leftoverAtExpiry: exchange
  rewardDeducted: belonging
  rewardAttribution: in-proportion
  deduction: 5 %
  interest: { yearlyRate: 1.2 %, dayCount: 30/360 }
  applyWithinMonths: 3
  subsidyStops: true
  source: { clause: HB 8 }
afterLateRescission: { outcome: days-given-back, days: 10, source: { clause: HB 8 } }
instalments:
  steps: [{ after: filed, share: 40 %, term: { days: 10, kind: working } }, { after: handed-over, share: 60 %, term: { days: 15, kind: working } }]
  source: { clause: HB 9 }
claims:
  developer: { conditions: [contract-filed, handed-over, invoice], reviewWithin: { days: 10, kind: working }, source: { clause: HB 9 } }
  holder: { conditions: [voucher], reviewWithin: { days: 10, kind: working }, source: { clause: HB 9 } }
coverRule: { mode: full, evaluationBeforeStart: false, source: { clause: HB 10 } }
`;
