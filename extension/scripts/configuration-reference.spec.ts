import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('keeps docs/CONFIGURATION.md as the settings are', async () => {
  const script = path.join(__dirname, 'configuration-reference.ts');
  await expect(
    promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--check']),
  ).resolves.toMatchObject({ stderr: '' });
}, 60_000);
