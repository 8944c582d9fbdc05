#!/usr/bin/env node
/**
 * What every npm script runs through: `node tools/bootstrap.mjs COMMAND [ARGUMENTS]`. Plain JavaScript
 * without dependencies, for Node 18 and later. It installs what the lock file says when that is not
 * there yet, then runs the command with the pinned Node: a `.ts` or `.mjs` file, or a program of
 * node_modules/.bin. Signals and the exit code pass through.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(repository, 'node_modules');
const programs = join(modules, '.bin');
const lockFile = join(repository, 'package-lock.json');
/** Holds the lock file of the last complete installation. */
const installedFile = join(modules, '.fangpiao-installed');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const oldestNode = 18;
const cancelled = 130;

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    child?.kill(signal);
  });
}

process.exitCode = await main(process.argv.slice(2));

async function main([command, ...args]) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode) {
    return tell(
      `需要 Node ${oldestNode} 或更高版本，当前为 ${process.versions.node}：请从 https://nodejs.org 安装新版后再试。`,
      `Node ${oldestNode} or later is needed, this is ${process.versions.node}: install a newer one from https://nodejs.org and try again.`,
    );
  }
  if (command === undefined) {
    return tell('用法：node tools/bootstrap.mjs 命令', 'Usage: node tools/bootstrap.mjs COMMAND');
  }
  if (!isInstalled()) {
    const code = await install();
    if (code !== 0) return code;
  }
  if (isStopping) return cancelled;
  const environment = { ...process.env, PATH: [programs, process.env.PATH].join(delimiter) };
  if (/\.(ts|mjs|js)$/.test(command)) return run(pinnedNode, [command, ...args], environment);
  return run(join(programs, command), args, environment);
}

function isInstalled() {
  if (!existsSync(pinnedNode) || !existsSync(installedFile)) return isInstalledByHand();
  return readFileSync(installedFile, 'utf8') === readFileSync(lockFile, 'utf8');
}

/** Somebody ran `npm ci` or `npm install` themselves. */
function isInstalledByHand() {
  const npmMark = join(modules, '.package-lock.json');
  if (!existsSync(pinnedNode) || !existsSync(npmMark)) return false;
  return statSync(npmMark).mtimeMs >= statSync(lockFile).mtimeMs;
}

async function install() {
  console.error(
    '安装依赖（约一分钟，仅第一次） · installing dependencies (about a minute, first time only)',
  );
  const npm = npmCommand();
  let output = '';
  const code = await run(
    npm[0],
    [...npm.slice(1), 'ci', '--no-fund', '--no-audit'],
    process.env,
    (text) => {
      output = (output + text).slice(-4_000);
    },
  );
  if (isStopping) return cancelled;
  if (code === 0) {
    writeFileSync(installedFile, readFileSync(lockFile, 'utf8'));
    return 0;
  }
  console.error(output.trimEnd());
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(output)) {
    return tell(
      '无法连接 npm 软件源，依赖未能安装：请检查网络或代理（npm config get registry），然后重新运行。',
      'The npm registry cannot be reached, so the dependencies are not installed: check the network or the proxy (npm config get registry), then run this again.',
    );
  }
  return tell(
    'npm ci 失败，依赖未能安装：原因见上面几行，处理后重新运行。',
    'npm ci failed, so the dependencies are not installed: the lines above say why; put it right and run this again.',
  );
}

/** The npm that called us, else the one on PATH. */
function npmCommand() {
  const caller = process.env.npm_execpath;
  if (caller !== undefined && /npm-cli\.c?js$/.test(caller) && existsSync(caller)) {
    return [process.execPath, caller];
  }
  return ['npm'];
}

/** Runs to the end; gives the exit code, 128 + n after a signal. With `listen` the output is kept, not shown. */
function run(program, args, environment, listen) {
  return new Promise((resolve) => {
    child = spawn(program, args, {
      cwd: repository,
      env: environment,
      stdio: listen ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    child.stdout?.on('data', (text) => listen(String(text)));
    child.stderr?.on('data', (text) => listen(String(text)));
    child.once('error', (problem) => {
      const name = program.replace(`${programs}/`, '');
      resolve(
        tell(
          `找不到命令 ${name}（${problem.message}）：请删除 node_modules 后重新运行。`,
          `The command ${name} cannot be run (${problem.message}): remove node_modules and run this again.`,
        ),
      );
    });
    child.once('exit', (code, signal) => {
      child = undefined;
      resolve(code ?? (signal === 'SIGINT' ? cancelled : 143));
    });
  });
}

function tell(zh, en) {
  console.error(zh);
  console.error(en);
  return 1;
}
