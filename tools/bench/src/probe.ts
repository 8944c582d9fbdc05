import { ensureEngines } from '@fangpiao/engines';
import { makeBundles } from './bundles.ts';
import { measureIssue } from './measure-issue.ts';
const progress = (line: string): void => console.error(line);
await ensureEngines({ progress });
const bundle = await makeBundles();
const figures = await measureIssue({
  bundle,
  rounds: Number(process.argv[2] ?? 1),
  scale: Number(process.argv[3] ?? 1),
  progress,
});
for (const figure of figures) console.log(JSON.stringify(figure));
