import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Provenance of a run, recorded when it starts. */
export interface RunRecord {
  /** Command line. */
  readonly command: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Git commit of this program; empty outside a checkout. */
  readonly commit: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function describeRun(): RunRecord {
  return {
    command: ['echonet', ...process.argv.slice(2)].join(' '),
    startedAt: new Date().toISOString(),
    commit: currentCommit(),
    versions: {
      echonet: versionOf('../../package.json'),
      node: process.version,
      'tfjs-core': versionOf('@tensorflow/tfjs-core/package.json'),
    },
  };
}

function versionOf(packageFile: string): string {
  return (require(packageFile) as { version: string }).version;
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
