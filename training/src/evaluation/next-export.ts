import type { RunFolder } from '../learning/run-folder';

/** The command that follows when a run is evaluated and its intervals are fit, for the log. */
export function nextExport({ directory }: RunFolder): string {
  return `Next: echonet export --run ${directory} --out models/local/my-model --id my-model --name "My model"`;
}
