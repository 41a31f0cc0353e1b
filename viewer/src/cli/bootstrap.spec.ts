import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../testing/temporary-folders';
import { defaultFolders } from '../server';

const newFolder = temporaryFolders();

const lockfile = (version: string): string =>
  JSON.stringify({
    packages: {
      '': { name: 'clone' },
      viewer: { name: '@echonet/viewer' },
      'node_modules/@echonet/viewer': { link: true },
      'node_modules/left': { version },
      'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
    },
  });

/**
 * A clone with our scripts, a lockfile, and a stand-in for npm that notes how it was called and
 * installs a stand-in for tsx, which says what it was asked to run.
 */
async function clone(): Promise<{
  root: string;
  start: () => Promise<string>;
  calls: () => Promise<string>;
}> {
  const root = await newFolder();
  await cp(path.join(defaultFolders.repository, 'scripts'), path.join(root, 'scripts'), {
    recursive: true,
  });
  await writeFile(path.join(root, 'package.json'), '{"type":"module"}');
  await writeFile(path.join(root, 'package-lock.json'), lockfile('1.0.0'));
  const npm = path.join(root, 'npm.js');
  await writeFile(
    npm,
    `import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
     appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
     if (process.env.NPM_FAILS) process.exit(1);
     const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
     delete lock.packages[''];
     delete lock.packages['node_modules/only-elsewhere'];
     mkdirSync('node_modules/tsx', { recursive: true });
     writeFileSync('node_modules/tsx/package.json', '{"main":"index.js"}');
     writeFileSync(
       'node_modules/tsx/index.js',
       'console.log("viewer", process.argv.slice(2).join(" ")); process.exit(0);',
     );
     writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock));`,
  );
  const start = async (): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [path.join(root, 'scripts/start.mjs'), '--port', '4000'],
      { cwd: root, env: { ...process.env, npm_execpath: npm, NODE_OPTIONS: '' } },
    );
    return stdout;
  };
  return { root, start, calls: () => readFile(path.join(root, 'calls'), 'utf8').catch(() => '') };
}

describe('npm start on a bare clone', () => {
  it('installs from the lockfile, says so, and starts the viewer with the options', async () => {
    const { start, calls } = await clone();
    const output = await start();
    expect(output).toMatch(/First start: installing from the lockfile/);
    expect(output).toMatch(/viewer --port 4000/);
    expect(await calls()).toBe('ci --no-audit --no-fund\n');
  });

  it('starts at once after npm ci by hand, which leaves older packages in workspaces', async () => {
    const { root, start, calls } = await clone();
    await promisify(execFile)(process.execPath, [path.join(root, 'npm.js'), 'ci'], { cwd: root });
    const file = path.join(root, 'node_modules/.package-lock.json');
    const { packages } = JSON.parse(await readFile(file, 'utf8')) as { packages: object };
    const left = { version: '0.9.0', extraneous: true };
    const installed = { packages: { ...packages, 'viewer/node_modules/left': left } };
    await writeFile(file, JSON.stringify(installed));
    expect(await start()).toBe('viewer --port 4000\n');
    expect(await calls()).toBe('ci\n');
  });

  it('installs once, and again when the lockfile has changed', async () => {
    const { root, start, calls } = await clone();
    await start();
    expect(await start()).toBe('viewer --port 4000\n');
    await writeFile(path.join(root, 'package-lock.json'), lockfile('1.0.1'));
    expect(await start()).toMatch(/The lockfile has changed: installing again/);
    expect((await calls()).split('\n')).toHaveLength(3);
  });

  it('ends with one sentence when npm fails', async () => {
    const { start } = await clone();
    process.env.NPM_FAILS = '1';
    try {
      await expect(start()).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^npm could not install the dependencies .*\n$/),
      });
    } finally {
      delete process.env.NPM_FAILS;
    }
  });
});
