import { comparePublished, publish } from './published-contracts.ts';

const usage = `npm run contracts -- check | publish
  check    与上次公布的契约比较 · compare with the contract published last
  publish  公布当前契约；有破坏性变更时拒绝 · publish the one in the tree; a break is refused`;

process.exitCode = await main(process.argv.slice(2));

async function main([command]: string[]): Promise<number> {
  switch (command) {
    case 'check':
    case 'publish': {
      const { version, changes } = await comparePublished();
      for (const { path, what, isBreak } of changes) {
        console.log(`${isBreak ? '✗' : '+'} ${path} ${what}`);
      }
      const breaks = changes.filter(({ isBreak }) => isBreak).length;
      if (breaks > 0) {
        console.error(`${breaks} 处破坏性变更（对比第 ${version} 版）：请保留旧的，另加新版本。`);
        console.error(
          `${breaks} breaks against version ${version}: keep what was published and add a new version beside it.`,
        );
        return 1;
      }
      if (command === 'publish') console.log(await publish());
      return 0;
    }
    default:
      console.error(usage);
      return 2;
  }
}
