import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { incomingFolder } from './incoming-folder';

it('removes what ended processes of this machine have left, and nothing else', async () => {
  const state = await mkdtemp(path.join(tmpdir(), 'echonet-incoming-'));
  try {
    const { pid: ended } = spawnSync(process.execPath, ['--version']);
    const others = [`${hostname()}-${process.ppid}`, `another.machine-${ended}`, 'notes'];
    for (const name of [`${hostname()}-${ended}`, ...others]) {
      await mkdir(path.join(state, 'incoming', name, 'files'), { recursive: true });
    }
    expect(incomingFolder(state)).toBe(
      path.join(state, 'incoming', `${hostname()}-${process.pid}`),
    );
    expect((await readdir(path.join(state, 'incoming'))).sort()).toEqual(others.sort());
    expect(() => incomingFolder(path.join(state, 'missing'))).not.toThrow();
  } finally {
    await rm(state, { recursive: true, force: true });
  }
});
