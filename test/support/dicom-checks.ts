import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './paths';

const run = promisify(execFile);

const dciodvfy = '/usr/bin/dciodvfy';

export const hasDciodvfy = existsSync(dciodvfy);

/** Errors, without warnings, that dciodvfy finds in a file against its IOD (DICOM PS3.3). */
export async function dciodvfyErrors(file: Uint8Array): Promise<string[]> {
  return withFile(file, async (name) => {
    // It exits with an error for every finding, and writes to both streams.
    const { stdout, stderr } = await run(dciodvfy, [name]).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    return `${stdout}\n${stderr}`.split('\n').filter((line) => /^(Error|Abort)/.test(line));
  });
}

const dsrdump = '/usr/bin/dsrdump';

export const hasDsrdump = existsSync(dsrdump);

/**
 * Warnings and errors of dcmtk when it reads a structured report. Left out: that it checks no UTF-8, and that
 * it takes an offset from UTC of less than an hour for wrong.
 */
export async function dsrdumpProblems(file: Uint8Array): Promise<string[]> {
  return withFile(file, async (name) => {
    const { stderr } = await run(dsrdump, [name]).catch((error: { stderr: string }) => error);
    return stderr
      .split('\n')
      .filter((line) => /^[EFW]: /.test(line))
      .filter((line) => !/Specific Character Set|ObservationDateTime .* violates VR/.test(line));
  });
}

const pixelMed = '/usr/share/java/pixelmed.jar';

export const hasPixelMed = existsSync(pixelMed) && existsSync('/usr/bin/java');

/**
 * Errors of PixelMed's validator against the templates of PS3.16. Its rules for items that a template does
 * not name (TID 300, rows 2, 9 and 10) take every property of a measurement for a modifier or an input, the
 * uncertainties of TID 310 among them, and its tables lack CID 7465: both are no errors of the report.
 */
export async function pixelMedErrors(file: Uint8Array): Promise<string[]> {
  return withFile(file, async (name) => {
    const { stdout, stderr } = await run(
      'java',
      [
        // The templates exceed what Java allows a style sheet by default.
        ...['Total', 'Expr'].map((kind) => `-Djdk.xml.xpath${kind}OpLimit=0`),
        '-Djdk.xml.xpathExprGrpLimit=0',
        ...['-cp', pixelMed, 'com.pixelmed.validate.DicomSRValidator', name],
      ],
      { maxBuffer: 64 * 2 ** 20 },
    );
    const output = `${stdout}\n${stderr}`;
    if (!output.includes('Root Template Validation Complete')) {
      return [`Not validated: ${output.slice(0, 1000)}`];
    }
    return output
      .split('\n')
      .filter((line) => line.startsWith('Error: '))
      .filter((line) => !/\[Row (2|9|10)\] (CODE|NUM) \*: .* found HAS PROPERTIES$/.test(line));
  });
}

const requirements = ['highdicom==0.28.2', 'pydicom==3.0.2', 'pillow==13.0.0'];
const environment = path.join(
  repositoryRoot,
  '.cache',
  `python-dicom-${requirements.map((text) => text.replace('==', '-')).join('-')}`,
);

/**
 * Installs highdicom and pydicom once into a virtual environment below .cache.
 *
 * @returns its interpreter; undefined, with the reason on the console, where that fails
 */
export async function dicomPython(): Promise<string | undefined> {
  const python = path.join(environment, 'bin', 'python');
  if (existsSync(python)) {
    return python;
  }
  const unfinished = await mkdtemp(`${environment}-`).catch(async () => {
    await mkdir(path.dirname(environment), { recursive: true });
    return mkdtemp(`${environment}-`);
  });
  try {
    await run('python3', ['-m', 'venv', unfinished]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(path.join(unfinished, 'bin', 'python'), [...pip, ...requirements], {
      timeout: 180_000,
    });
    await rename(unfinished, environment);
    return python;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process can have installed it meanwhile.
    if (existsSync(python)) {
      return python;
    }
    console.warn(`Files are not read back with highdicom: ${(error as Error).message}`);
    return undefined;
  }
}

/** A measurement group of a report as highdicom reads it. */
export interface GroupReadBack {
  readonly tracking: string;
  readonly trackingUid: string;
  readonly findingSites: readonly string[];
  readonly measurements: readonly {
    readonly code: string;
    readonly value: number;
    readonly unit: string;
    readonly derivation: string | null;
    /** SOP class, SOP instance and frame number that each SCOORD cites. */
    readonly lines: readonly [string, string, number | null][];
  }[];
  /** As lines, of the group itself. */
  readonly regions: readonly [string, string, number | null][];
  readonly evaluations: Readonly<Record<string, string>>;
}

/** A file as highdicom and pydicom read it. */
export interface ReadBack {
  readonly sopClass: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly studyUid: string;
  /** Structured reports only. */
  readonly groups?: readonly GroupReadBack[];
  /** Structured reports only: observer type and name, in order. */
  readonly observers?: readonly [string, string][];
  /** Images only: frames, rows, columns, samples. */
  readonly shape?: readonly number[];
  /** Images only: mean grey value of the lower edge, where the caption is, of each frame. */
  readonly edgeMeans?: readonly number[];
}

/** @throws Error with the message of highdicom or pydicom when one of them cannot read the file */
export async function readBack(python: string, file: Uint8Array): Promise<ReadBack> {
  return withFile(file, async (name) => {
    const script = path.join(repositoryRoot, 'test/support/read_back.py');
    const { stdout } = await run(python, [script, name]);
    return JSON.parse(stdout) as ReadBack;
  });
}

async function withFile<Result>(
  file: Uint8Array,
  use: (name: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-dicom-'));
  const name = path.join(folder, 'file.dcm');
  await writeFile(name, file);
  try {
    return await use(name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
