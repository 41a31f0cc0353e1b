import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('keeps the JSON schema of contracts and docs/IMPORT.md as the program reads them', async () => {
  const script = path.join(__dirname, 'contract-reference.ts');
  await expect(
    promisify(execFile)(process.execPath, ['--import', 'tsx', script, '--check']),
  ).resolves.toMatchObject({ stderr: '' });
}, 180_000);
