import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './paths';
import { pythonWith } from './python-environment';

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

/** Errors of PixelMed against the IOD alone, for templates that it does not have, such as TID 5200. */
export async function pixelMedIodErrors(file: Uint8Array): Promise<string[]> {
  return validated(await pixelMedOutput(file), 'IOD validation complete');
}

const dcm2pdf = '/usr/bin/dcm2pdf';

export const hasDcm2pdf = existsSync(dcm2pdf);

/** The document in an encapsulated PDF, as dcmtk takes it out. */
export async function encapsulatedDocument(file: Uint8Array): Promise<Uint8Array> {
  return withFile(file, async (name) => {
    await run(dcm2pdf, [name, `${name}.pdf`]);
    return new Uint8Array(await readFile(`${name}.pdf`));
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
  const errors = validated(await pixelMedOutput(file), 'Root Template Validation Complete');
  return errors.filter(
    (line) => !/\[Row (2|9|10)\] (CODE|NUM) \*: .* found HAS PROPERTIES$/.test(line),
  );
}

async function pixelMedOutput(file: Uint8Array): Promise<string> {
  return withFile(file, async (name) => {
    const { stdout, stderr } = await run(
      'java',
      [
        // The templates exceed what Java allows a style sheet by default.
        ...['Total', 'Expr'].map((kind) => `-Djdk.xml.xpath${kind}OpLimit=0`),
        '-Djdk.xml.xpathExprGrpLimit=0',
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
        ...['-cp', pixelMed, 'com.pixelmed.validate.DicomSRValidator', name],
      ],
      { maxBuffer: 64 * 2 ** 20 },
    );
    return `${stdout}\n${stderr}`;
  });
}

/** @param end what the validator says when it has finished */
function validated(output: string, end: string): string[] {
  return output.includes(end)
    ? output.split('\n').filter((line) => line.startsWith('Error: '))
    : [`Not validated: ${output.slice(0, 1000)}`];
}

/**
 * @returns the interpreter of an environment with highdicom and pydicom; undefined, with the reason on the
 *   console, where it cannot be installed
 */
export function dicomPython(): Promise<string | undefined> {
  return pythonWith('dicom', ['highdicom==0.28.2', 'pydicom==3.0.2', 'pillow==13.0.0']);
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

/** A number of a procedure report (TID 5200) as highdicom reads it. */
export interface ProcedureNumber {
  readonly section: string;
  readonly code: string;
  readonly value: number;
  readonly unit: string;
  /** Meanings of its coded modifiers and properties by their names. */
  readonly codes: Readonly<Record<string, string>>;
}

/** @throws Error with the message of highdicom when it cannot read the file */
export async function readProcedureReport(
  python: string,
  file: Uint8Array,
): Promise<ProcedureNumber[]> {
  return withFile(file, async (name) => {
    const script = path.join(repositoryRoot, 'test/support/read_procedure_report.py');
    const { stdout } = await run(python, [script, name]);
    return JSON.parse(stdout) as ProcedureNumber[];
  });
}

/** Gives the name of a temporary file with the content. */
export async function withFile<Result>(
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
