import { area, fen, formatYuan, priceOf } from '@fangpiao/values';
import type { Area, Fen } from '@fangpiao/values';
import { loadBundledPack, quoteFace } from '@fangpiao/policy';
import type { QuoteFacts } from '@fangpiao/policy';

/**
 * `node tools/policy/src/bench.ts`: quotes a second of the Dalian pack on one core, and of a function
 * written by hand for Dalian alone that makes the same lines.
 */
const rounds = 9;
const quotesPerRound = 20_000;

const households = Array.from({ length: 1000 }, (_, index) => ({
  titleArea: area((40 + (index % 120) + (index % 100) / 100).toFixed(2)),
  rewardArea: area((index % 13).toFixed(2)),
  unitPriceFen: fen(600_000 + index * 713),
  movingFeeFen: fen(200_000 + index),
}));
const facts: QuoteFacts[] = households.map((inputs) => ({ inputs }));

type Household = (typeof households)[number];

/** What an engineer would write for this one city: the same lines, no pack. */
function quoteDalianByHand(household: Household) {
  const { titleArea, rewardArea, unitPriceFen, movingFeeFen } = household;
  const base = priceOf({ area: titleArea, unitPriceFen, rounding: 'half-up' });
  const reward = priceOf({ area: rewardArea, unitPriceFen, rounding: 'half-up' });
  const price = `${formatYuan(unitPriceFen)} 元/m²`;
  const faceValueFen = fen(base + reward);
  return {
    faceValueFen,
    baseCompensationFen: base,
    policyRewardFen: reward,
    lines: [
      areaLine({ id: 'areaBase', zh: '产权面积部分', area: titleArea, price, amountFen: base }),
      areaLine({
        id: 'areaReward',
        zh: '奖励面积部分',
        area: rewardArea,
        price,
        amountFen: reward,
      }),
      {
        id: 'movingFee',
        name: { zh: '搬家费', en: 'moving fee' },
        inputs: [
          {
            name: 'movingFeeFen',
            zh: '搬家费',
            en: 'moving fee',
            shown: `${formatYuan(movingFeeFen)} 元`,
          },
        ],
        arithmetic: `${formatYuan(movingFeeFen)} 元`,
        clause: 'DL 8',
        amountFen: movingFeeFen,
      },
    ],
  };
}

function areaLine(of: { id: string; zh: string; area: Area; price: string; amountFen: Fen }) {
  return {
    id: of.id,
    name: { zh: of.zh, en: of.id },
    inputs: [
      { name: 'area', zh: '面积', en: 'area', shown: `${of.area} m²` },
      { name: 'unitPriceFen', zh: '单价', en: 'unit price', shown: of.price },
    ],
    arithmetic: `${of.area} m² × ${of.price}`,
    clause: 'DL 8',
    amountFen: of.amountFen,
  };
}

/** Quotes a CPU second in one round: what a core that does nothing else would do in a second. */
function round(work: (index: number) => number): number {
  const start = process.cpuUsage();
  let sum = 0;
  for (let index = 0; index < quotesPerRound; index += 1) sum += work(index % 1000);
  const { user, system } = process.cpuUsage(start);
  if (sum < 0) throw new Error('unreachable');
  return (quotesPerRound / (user + system)) * 1e6;
}

function median(list: number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}

const loaded = loadBundledPack('dalian-example-district');
if (!loaded.ok) throw new Error('the Dalian pack does not load');
const { pack } = loaded;

const byEngine = (index: number) => {
  const answer = quoteFace(pack, facts[index] as QuoteFacts);
  return answer.ok ? answer.quote.faceValueFen : 0;
};
const handWritten = (index: number) =>
  quoteDalianByHand(households[index] as Household).faceValueFen;
// Round by round in turn, so that what else the machine does touches both alike.
const speeds = Array.from({ length: rounds }, () => [round(byEngine), round(handWritten)] as const);
const engine = median(speeds.map(([speed]) => speed));
const byHand = median(speeds.map(([, speed]) => speed));
const ratio = engine / byHand;
const figures = { engine: Math.round(engine), byHand: Math.round(byHand), ratio: ratio.toFixed(2) };
console.log(JSON.stringify({ quotesPerCpuSecond: figures, median: rounds }));
if (engine < 50_000 || ratio < 0.5) process.exitCode = 1;
