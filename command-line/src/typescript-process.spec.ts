import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { typeScriptArguments } from './typescript-process';

const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'echonet-elsewhere-'));

describe('a process that runs TypeScript', () => {
  afterAll(() => rmSync(elsewhere, { recursive: true }));

  it('begins in a folder that has no node_modules above it', () => {
    const file = path.join(elsewhere, 'sum.ts');
    writeFileSync(file, 'const sum: number = 1 + 2;\nconsole.log(sum);\n');
    const output = execFileSync(process.execPath, [...typeScriptArguments, file], {
      cwd: elsewhere,
    });
    expect(output.toString().trim()).toBe('3');
  });
});
