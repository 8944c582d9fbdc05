import { startPlatform } from '@fangpiao/city';
import type { ServiceProcess } from '@fangpiao/city';
import { createServiceDatabases, serviceNames } from '@fangpiao/engines';
import type { ServiceName } from '@fangpiao/engines';
import { agreementPrefix } from './agreements.ts';
import { imageEnvironment } from './bundles.ts';
import { figureOfRounds, spoken } from './figure.ts';
import type { Figure, Round } from './figure.ts';
import { district, prepareIssueFlow } from './issue-flow.ts';
import type { LoadOrder } from './load-order.ts';
import { measureFloor } from './measure-floor.ts';
import { runLoad } from './runner.ts';
import { tracesOfAVoucher } from './traces.ts';

const clients = 64;
const warmUp = 200;
/** Issued to the end before anything is measured: a service runs for weeks, and its code is warm. */
const warmUpToTheEnd = 1_500;
/** A round ends before what follows must start; this many rounds without a pause show what a long rush is like. */
const longRun = 4;

/** The real issue flow: what the vouchers service accepts, and what has gone all the way to the holder's notice. */
export async function measureIssue(options: {
  bundle: (service: ServiceName) => string;
  rounds: number;
  scale: number;
  progress: (line: string) => void;
}): Promise<Figure[]> {
  const { rounds, progress } = options;
  const throughEach = Math.round(1_500 * options.scale);
  const endToEndEach = Math.round(800 * options.scale);
  const toTheEnd = Math.round(warmUpToTheEnd * options.scale);
  const inARow = longRun * throughEach;
  const agreements = (rounds + 1) * (throughEach + endToEndEach + 2 * warmUp) + toTheEnd + inARow;
  const environment = await imageEnvironment();
  const platform = await startPlatform({
    districts: [district],
    developers: [],
    progress,
    logLevel: 'warn',
    environment: { FANGPIAO_REQUESTS_PER_SECOND: '1000000' },
    run: (service) => ({ program: options.bundle(service), environment }),
  });
  try {
    const flow = await prepareIssueFlow(platform, agreements);
    progress(`${agreements} agreements are known to the vouchers service`);
    const { urls } = await createServiceDatabases(platform.engines.mongoUrl, ['bench-raw']);
    const processOf = (name: ServiceName): ServiceProcess =>
      platform.services.find(({ service }) => service === name)!;
    const engines = Object.fromEntries(
      platform.engines.processes.map(({ name, pid }) => [name, pid]),
    );
    const all = (): Record<string, number> => ({
      ...engines,
      ...Object.fromEntries(platform.services.map(({ service, pid }) => [service, pid])),
    });
    let from = 0;
    let issued = 0;
    const issue = async (count: number, isEndToEnd: boolean) => {
      const order: LoadOrder = {
        ...{ kind: 'issue', clients, count, from, warmUp: isEndToEnd ? 0 : warmUp },
        ...{ ...(await flow.door()), document: { agreement: agreementPrefix } },
      };
      from += count + (order.warmUp ?? 0);
      issued = from;
      return runLoad(order, all(), isEndToEnd ? () => flow.noticesCommitted(issued) : undefined);
    };
    await issue(toTheEnd, true);
    const document = await flow.sampleCommit();
    const raw = (count: number) =>
      runLoad(
        { kind: 'raw-insert', address: urls['bench-raw']!, clients, count, warmUp, document },
        engines,
      );
    const inTurn = async (count: number, isEndToEnd: boolean): Promise<Round[]> => {
      const found: Round[] = [];
      // Interleaved, so that a busy neighbour slows both.
      for (let round = 0; round < rounds; round++) {
        const rawDriver = await raw(throughEach);
        const service = await issue(count, isEndToEnd);
        const answered = performance.now();
        // Neither the raw driver nor the next round pays for what this one has left to do.
        await flow.allFollowed();
        const followedSeconds = (performance.now() - answered) / 1_000;
        found.push({ raw: rawDriver, service, followedSeconds });
        progress(`${isEndToEnd ? 'end to end' : 'accepted'} ${JSON.stringify(found.at(-1))}`);
      }
      return found;
    };
    const endToEnd = await inTurn(endToEndEach, true);
    const traces = await tracesOfAVoucher(platform);
    // Each agency has its own machines: what the others do with the events is in the other figure.
    for (const name of serviceNames) if (name !== 'vouchers') await processOf(name).stop();
    const accepted = await inTurn(throughEach, false);
    const rush = { raw: await raw(throughEach), service: await issue(inARow, false) };
    await flow.allFollowed();
    await flow.close();
    await platform.stop();
    const floor = await measureFloor({ ...options, traces, document, clients });
    const throughput = figureOfRounds('issue-throughput', 1.2, accepted);
    const toTheNotice = figureOfRounds('issue-end-to-end', 0.5, endToEnd);
    const bare = `the drivers alone, no service at all: ${floor.map(spoken).join(', ')}`;
    return [
      { ...throughput, seen: `${throughput.seen}; ${inARow} without a pause ${spoken(rush)}` },
      { ...toTheNotice, seen: `${toTheNotice.seen}; ${bare}` },
    ];
  } finally {
    await platform.stop();
  }
}
