import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeCamusPatient } from '@echonet/training/testing';

/** A script that makes a model of CAMUS, run as small as it can be on ten made patients. */
export interface CamusPipeline {
  readonly directory: string;
  inDirectory(...names: string[]): string;
  json(...names: string[]): Record<string, unknown>;
  /** Half a dozen programs or more, one after the other. */
  run(): Promise<void>;
  remove(): void;
}

export interface CamusPipelineSettings {
  /** Name of a file of training/scripts. */
  readonly script: string;
  /** Of the model, in the folder `models`. */
  readonly model: string;
  /** The list of models that is there before. */
  readonly list: Readonly<Record<string, unknown>>;
  /** Radii of the ventricle of a patient, from 0; all the same unless given. */
  readonly radii?: (patient: number) => { readonly ED: number; readonly ES: number };
}

export function camusPipeline(settings: CamusPipelineSettings): CamusPipeline {
  const { script, model, list, radii } = settings;
  const directory = mkdtempSync(path.join(os.tmpdir(), `echonet-${model}-`));
  const inDirectory = (...names: string[]) => path.join(directory, ...names);
  return {
    directory,
    inDirectory,
    json: (...names) =>
      JSON.parse(readFileSync(inDirectory(...names), 'utf8')) as Record<string, unknown>,
    async run() {
      const camus = inDirectory('camus');
      const patients = Array.from({ length: 10 }, (_, i) => `patient000${i}`);
      patients.forEach((patient, i) => writeCamusPatient(camus, patient, '4CH', radii?.(i)));
      const split = inDirectory('camus', 'database_split');
      [split, inDirectory('models')].forEach((folder) => mkdirSync(folder, { recursive: true }));
      writeFileSync(path.join(split, 'subgroup_training.txt'), patients.slice(0, 8).join('\n'));
      writeFileSync(path.join(split, 'subgroup_validation.txt'), patients.slice(8).join('\n'));
      writeFileSync(inDirectory('models', 'index.json'), JSON.stringify(list));
      await promisify(execFile)(process.execPath, [
        ...['--import', 'tsx', path.join(__dirname, '../../training/scripts', script)],
        ...['--camus', camus, '--work', inDirectory('work')],
        ...['--out', inDirectory('models', model), '--threads', '1', '--workers', '1', '--small'],
      ]);
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
