import { startEngines } from '@fangpiao/engines';
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
const engines = await startEngines({});
try {
  const client = new mongoose.mongo.MongoClient(engines.mongoUrl);
  const c = client.db('x').collection('vault');
  await c.createIndex({ 'blind.nationalId_g1': 1 });
  await c.createIndex({ generation: 1 });
  await c.createIndex({ a: 1, b: 1 });
  const h = (i: number) =>
    createHash('sha256')
      .update('n' + i)
      .digest('hex');
  for (let b = 0; b < 12; b++)
    await c.insertMany(
      Array.from({ length: 500 }, (_, j) => {
        const i = b * 500 + j;
        return {
          _id: h(i + 1e6).slice(0, 24) as never,
          a: h(i),
          b: h(i + 5),
          version: 1,
          generation: 1,
          wrapped: 'x'.repeat(200),
          contents: [{ contentVersion: 1, sealed: 'y'.repeat(200) }],
          blind: { nationalId_g1: h(i) },
        };
      }),
    );
  const round = async () => {
    for (const [name, q] of Object.entries({
      sort: (i: number) =>
        c
          .find({ 'blind.nationalId_g1': h(i) })
          .sort({ _id: 1 })
          .limit(100),
      nosort: (i: number) => c.find({ 'blind.nationalId_g1': h(i) }).limit(100),
      hintsort: (i: number) =>
        c
          .find({ 'blind.nationalId_g1': h(i) })
          .sort({ _id: 1 })
          .limit(100)
          .hint({ 'blind.nationalId_g1': 1 }),
      hint: (i: number) =>
        c
          .find({ 'blind.nationalId_g1': h(i) })
          .limit(100)
          .hint({ 'blind.nationalId_g1': 1 }),
      hintin: (i: number) =>
        c
          .find({
            'blind.nationalId_g1': { $in: Array.from({ length: 30 }, (_, k) => h(i * 30 + k)) },
          })
          .limit(3000)
          .hint({ 'blind.nationalId_g1': 1 }),
      nolimit: (i: number) => c.find({ 'blind.nationalId_g1': h(i) }),
      or: (i: number) =>
        c.find({
          $or: [
            { a: h(i), b: { $in: [h(i + 5)] } },
            { a: h(i + 1), b: { $in: [h(i + 6)] } },
          ],
        }),
      orhint: (i: number) =>
        c
          .find({
            $or: [
              { a: h(i), b: { $in: [h(i + 5)] } },
              { a: h(i + 1), b: { $in: [h(i + 6)] } },
            ],
          })
          .hint({ a: 1, b: 1 }),
      inin: (i: number) =>
        c.find({ a: { $in: [h(i), h(i + 1)] }, b: { $in: [h(i + 5), h(i + 6)] } }),
      ininhint: (i: number) =>
        c
          .find({ a: { $in: [h(i), h(i + 1)] }, b: { $in: [h(i + 5), h(i + 6)] } })
          .hint({ a: 1, b: 1 }),
    })) {
      const t0 = performance.now();
      let n = 0;
      for (let i = 0; i < 40; i++) n += (await q(i).toArray()).length;
      const plan = JSON.stringify(await q(1).explain());
      console.log(
        name.padEnd(10),
        n,
        ((performance.now() - t0) / 40).toFixed(1),
        'ms',
        [...plan.matchAll(/"Node Type":"([^"]*)"|"Index Name":"([^"]*)"/g)]
          .map((m) => m[1] ?? m[2])
          .filter((x) => x !== 'Custom Scan')
          .join(' '),
      );
    }
  };
  await round();
  await client.close();
} finally {
  await engines.stop();
}
