import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { version_core } from '@tensorflow/tfjs-core';

const require = createRequire(import.meta.url);

/** What every run writes down about itself before it begins. */
export interface RunRecord {
  /** The command line as it was given. */
  readonly command: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Commit of this program; empty outside of a checkout. */
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Describes the run that begins now. */
export function describeRun(): RunRecord {
  return {
    command: ['echonet', ...process.argv.slice(2)].join(' '),
    startedAt: new Date().toISOString(),
    commit: currentCommit(),
    versions: {
      echonet: (require('../../package.json') as { version: string }).version,
      node: process.version,
      'tfjs-core': version_core,
    },
  };
}

function currentCommit(): string {
  try {
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd, stdio }).toString().trim();
  } catch {
    return '';
  }
}
