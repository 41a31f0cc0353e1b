import { existsSync } from 'node:fs';
import path from 'node:path';
import { group } from 'd3-array';
import { heartTaskIds } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { chooseValues, software, type StudyValues } from '@echonet/dicom';
import { filesIn } from '../files-in';
import { comparableKey, readLabelRows, type LabelRow, type LabelTable } from '../labels/label-rows';
import { readMapping, standardMapping } from '../labels/mapping';
import { readTable } from '../labels/read-table';
import { didYouMean, similarKeys } from '../labels/similar-key';
import { findSiteMasks, type MaskFiles, type SiteMasks } from '../sources/site-masks';
import type { Candidate, Dropped, Gathered } from './candidate';
import type { PreparationPool } from './pool';
import type { ScannedFile } from './scan-file';

export interface DicomSource {
  readonly directory: string;
  /** CSV file. */
  readonly labels?: string;
  /** JSON file that maps the columns. */
  readonly mapping?: string;
  /**
   * Read labels from the structured reports among the files; the table's labels take precedence.
   */
  readonly labelsFromReports: boolean;
  /**
   * Take from reports that EchoNet stored what readers made of it: contours that they edited as masks, and
   * the values that they accepted of those measured from contours.
   */
  readonly corrections?: boolean;
  /** Accept a clip whose only label is its view. */
  readonly labelsFromViews?: boolean;
  /** Folder with masks of the clips' structures; a clip with masks needs no other label. */
  readonly masks?: string;
  /** View of clips whose view is stated nowhere. */
  readonly view?: string;
}

/** Default name of the table. */
const usualTable = 'labels.csv';

/**
 * Finds the DICOM cines of a folder and its subfolders with their labels: from the rows of a table,
 * from structured reports of the same study, or both, and the patient's age, sex, weight and height
 * from the header. A stage of a stress test gets labels only where the table names the clip itself.
 *
 * @throws {UserError} when there is no file, or the table is invalid
 */
export async function gatherDicom(
  source: DicomSource,
  pool: PreparationPool,
  onScanned: (done: number, total: number) => void,
): Promise<Gathered> {
  const { directory } = source;
  const table = readLabelTable(source);
  const problems: Dropped[] = (table?.problems ?? []).map(({ where, problem }) => ({
    name: where,
    reason: problem,
  }));
  if (table && table.unusedColumns.length > 0) {
    problems.unshift({
      name: table.file,
      reason: `The columns ${table.unusedColumns.join(', ')} are not used; say with --mapping which of them are labels.`,
    });
  }
  const files = await fileNames(directory);
  if (files.length === 0) {
    throw new UserError(`There are no files in ${directory}.`);
  }
  const takesReports = source.labelsFromReports || source.corrections === true;
  const listed = table?.key === 'FileName' ? listedFiles(files, table, directory) : undefined;
  // Reports and masks bring clips of their own; without them only files that the table names are opened.
  const names = listed && !takesReports && !source.masks ? listed : files;
  const scans = await pool.runAll<string, Scan>(
    'scanFile',
    names.map((name) => path.join(directory, name)),
    (done) => onScanned(done, names.length),
  );
  const scanOf = new Map(names.map((name, index) => [path.join(directory, name), scans[index]]));
  const masks = source.masks ? await findMasks(source.masks, names, scanOf, pool) : undefined;
  const reports = takesReports ? reportsOfClips(scans, source) : new Map<string, StudyValues>();
  const contours = source.corrections ? reportsWithContours(scanOf) : new Map<string, string>();
  for (const [key, { passedOver }] of reports) {
    problems.push(
      ...passedOver.map(({ path: item, reason }) => ({
        name: key.split(' ')[0],
        reason: `${item}: ${reason}`,
      })),
    );
  }
  const rows = new Map(
    table?.rows.map((row) => [comparableKey(table.key, row.keys[table.key]!), row]),
  );
  const used = new Set<LabelRow>();
  const candidates: Candidate[] = [];
  const opened = new Set(names);
  const dropped: Dropped[] = files
    .filter((name) => !opened.has(name))
    .map((name) => ({ name, reason: 'No row of the table names it.' }));
  const clipsByStudy = group(clipsOf(scans), ({ keys }) => keys.StudyInstanceUID);
  scans.forEach((scan, index) => {
    const name = names[index];
    const drop = (reason: string) => dropped.push({ name, reason });
    if ('unreadable' in scan) {
      return drop(scan.unreadable);
    }
    if (scan.measurements && takesReports) {
      const clips = clipsByStudy.get(scan.keys.StudyInstanceUID) ?? [];
      if (clips.length > 0 && !clips.some((clip) => isOfSamePatient(clip.keys, scan.keys))) {
        const reason =
          'It is of another PatientID than the clips of its study; its measurements are not their labels.';
        problems.push({ name, reason });
      }
      problems.push(...(scan.notes ?? []).map((reason) => ({ name, reason })));
      return undefined;
    }
    if (scan.segmentedInstances && masks) {
      return undefined;
    }
    const key = table?.key === 'FileName' ? name : table && scan.keys[table.key];
    const row = table && key !== undefined ? rows.get(comparableKey(table.key, key)) : undefined;
    if (row) {
      used.add(row);
    }
    if (scan.refusal) {
      return drop(scan.refusal);
    }
    const contradiction = row && contradictedKey(row, scan);
    if (contradiction) {
      return drop(`The table of labels gives it another ${contradiction} than its header.`);
    }
    const report = valuesOf(reports.get(reportKey(scan.keys)));
    let maskFiles: MaskFiles | undefined;
    try {
      maskFiles =
        masks?.of(name, scan.keys.SOPInstanceUID) ??
        readerContours(contours.get(scan.keys.SOPInstanceUID));
    } catch (error) {
      return drop((error as Error).message);
    }
    const hasRowLabels = row !== undefined && Object.keys(row.labels).length > 0;
    if (!hasRowLabels && !report && !maskFiles && !source.labelsFromViews) {
      return drop(row ? 'Its row in the table has no label.' : 'It has no labels.');
    }
    const clipIsNamed =
      row !== undefined && (table?.key === 'FileName' || table?.key === 'SOPInstanceUID');
    // What is said of a study or patient is said of the heart at rest.
    const isUnderStress = scan.stressStage !== undefined && !clipIsNamed;
    if (isUnderStress && !maskFiles && !source.labelsFromViews) {
      return drop(
        `It is a stage of a stress test (${scan.stressStage}), and labels of a study or patient are those at rest.`,
      );
    }
    const isTakenForA4C = clipIsNamed && !source.labelsFromViews;
    const view = row?.view ?? scan.view ?? source.view ?? (isTakenForA4C ? 'A4C' : '');
    if (view === '') {
      return drop('Neither table nor header says which view it is (--view A4C takes it for one).');
    }
    const patientId = scan.keys.PatientID || row?.keys.PatientID;
    if (!patientId) {
      return drop('It has no PatientID, so it cannot be kept in one set of the split.');
    }
    candidates.push({
      name,
      origin: {
        format: 'dicom',
        file: path.join(directory, name),
        masks: maskFiles && { files: maskFiles, isApical: /^A\dC$/.test(view) },
      },
      patientId,
      view,
      split: row?.split,
      manufacturer: scan.manufacturer,
      labels: isUnderStress ? scan.patient : { ...scan.patient, ...report, ...row?.labels },
    });
  });
  if (table) {
    const { key, rows: all } = table;
    const similar = similarKeys(
      key === 'FileName'
        ? files
        : scans.flatMap((scan) => ('unreadable' in scan ? [] : scan.keys[key])),
    );
    for (const row of all.filter((each) => !used.has(each))) {
      const meant = didYouMean(similar(row.keys[key]!));
      dropped.push({ name: row.where, reason: `No file belongs to this row${meant}.` });
    }
  }
  const unused = masks?.unused() ?? [];
  problems.push(...unused.map((name) => ({ name, reason: 'No clip belongs to this mask.' })));
  return { source: 'DICOM', candidates, dropped, problems };
}

type Scan = ScannedFile | { unreadable: string };

/** @param known files that are scanned already, by path */
async function findMasks(
  folder: string,
  names: readonly string[],
  known: ReadonlyMap<string, Scan>,
  pool: PreparationPool,
): Promise<SiteMasks> {
  return findSiteMasks(folder, names, async (files) => {
    const others = files.filter((file) => !known.has(file));
    const scans = await pool.runAll<string, Scan>('scanFile', others, () => {});
    const scanOf = new Map([...known, ...others.map((file, i) => [file, scans[i]] as const)]);
    return files.map((file) => {
      const scan = scanOf.get(file)!;
      return 'unreadable' in scan ? [] : (scan.segmentedInstances ?? []);
    });
  });
}

/** Values by task id; undefined where the reports of the study have none. */
function valuesOf(study: StudyValues | undefined): Readonly<Record<string, number>> | undefined {
  const labels = Object.entries(study?.values ?? {});
  return labels.length > 0
    ? Object.fromEntries(labels.map(([id, { value }]) => [id, value]))
    : undefined;
}

function readLabelTable({
  directory,
  labels,
  mapping,
  labelsFromReports,
  corrections,
  labelsFromViews,
  masks,
}: DicomSource): (LabelTable & { readonly file: string }) | undefined {
  const usual = path.join(directory, usualTable);
  const file = labels ?? (existsSync(usual) ? usual : undefined);
  if (!file) {
    if (labelsFromReports || corrections || labelsFromViews || masks) {
      return undefined;
    }
    throw new UserError(
      `There is no table of labels at ${usual}; name one with --labels, take the measurements of the structured reports with --labels-from-reports, what readers corrected with --corrections, or masks with --masks.`,
    );
  }
  const table = readTable(file);
  const rows = readLabelRows(
    table,
    mapping ? readMapping(mapping) : standardMapping(table.columns),
  );
  const hasOtherLabels = labelsFromReports || corrections || labelsFromViews || masks;
  if (!rows.hasLabels && !hasOtherLabels) {
    throw new UserError(
      `${file}:1 has no column of a label (${heartTaskIds.join(', ')}); it has ${table.columns.join(', ')}. Say with --mapping which column is which label, in which unit.`,
    );
  }
  return { ...rows, file };
}

/** All files that can be DICOM, relative to the folder and sorted. */
async function fileNames(directory: string): Promise<string[]> {
  let names: readonly string[];
  try {
    names = await filesIn(directory);
  } catch {
    throw new UserError(`The folder ${directory} cannot be read.`);
  }
  return names.filter((name) => !/\.(csv|txt|json|md|part|png|nii|nii\.gz)$/i.test(name));
}

/** @throws {UserError} when the table names none of the files */
function listedFiles(
  files: readonly string[],
  { rows }: LabelTable,
  directory: string,
): readonly string[] {
  const listed = new Set(rows.map(({ keys }) => keys.FileName));
  const found = files.filter((name) => listed.has(name));
  if (found.length === 0) {
    const similar = similarKeys(files);
    const row = rows.find(({ keys }) => similar(keys.FileName!)) ?? rows[0];
    const written = row.keys.FileName!;
    throw new UserError(
      `None of the table's FileName is in ${directory}: ${row.where} has ${written}${didYouMean(similar(written))}.`,
    );
  }
  return found;
}

/** What ties reports to clips. */
type StudyAndPatient = Pick<ScannedFile['keys'], 'StudyInstanceUID' | 'PatientID'>;

function reportKey({ StudyInstanceUID, PatientID }: StudyAndPatient): string {
  return `${StudyInstanceUID} ${comparableKey('PatientID', PatientID)}`;
}

/** Studies are stored under a wrong patient, and reports in a wrong study; either may leave out the patient. */
function isOfSamePatient(a: StudyAndPatient, b: StudyAndPatient): boolean {
  const [ofA, ofB] = [a, b].map(({ PatientID }) => comparableKey('PatientID', PatientID));
  return ofA === '' || ofB === '' || ofA === ofB;
}

function clipsOf(scans: readonly Scan[]): ScannedFile[] {
  return scans.filter(
    (scan): scan is ScannedFile => !('unreadable' in scan) && scan.measurements === undefined,
  );
}

/** What the reports of a clip's study say of its patient, by {@link reportKey} of the clip. */
function reportsOfClips(
  scans: readonly Scan[],
  { labelsFromReports, corrections }: DicomSource,
): Map<string, StudyValues> {
  const reports = scans.flatMap((scan) => {
    if ('unreadable' in scan) {
      return [];
    }
    const { measurements: others = [], acceptedMeasurements = [], reportedAt, keys } = scan;
    // Reports of other software come with their own option.
    const isOfReaders = corrections === true && (labelsFromReports || isOfEchoNet(scan));
    const measurements = isOfReaders ? acceptedMeasurements : labelsFromReports ? others : [];
    return measurements.length > 0 ? [{ measurements, reportedAt, keys }] : [];
  });
  const byStudy = group(reports, ({ keys }) => keys.StudyInstanceUID);
  const keysOfClips = new Map(clipsOf(scans).map(({ keys }) => [reportKey(keys), keys]));
  return new Map(
    [...keysOfClips].flatMap(([key, keys]) => {
      const ofStudy = byStudy.get(keys.StudyInstanceUID) ?? [];
      const own = ofStudy.filter((report) => isOfSamePatient(report.keys, keys));
      return own.length > 0 ? [[key, chooseValues(own)] as const] : [];
    }),
  );
}

function isOfEchoNet({ manufacturer }: ScannedFile): boolean {
  return manufacturer === software.manufacturer;
}

/** Files of the newest reports with contours that a reader edited, by SOP Instance UID of the clip. */
function reportsWithContours(scanOf: ReadonlyMap<string, Scan>): Map<string, string> {
  const reports = [...scanOf].flatMap(([file, scan]) =>
    'unreadable' in scan || !scan.readerContours?.length
      ? []
      : [{ file, clips: scan.readerContours, reportedAt: scan.reportedAt ?? '' }],
  );
  return new Map(
    reports
      .sort((a, b) => a.reportedAt.localeCompare(b.reportedAt))
      .flatMap(({ file, clips }) => clips.map((uid) => [uid, file] as const)),
  );
}

function readerContours(file: string | undefined): MaskFiles | undefined {
  return file === undefined ? undefined : { kind: 'reader contours', file };
}

/** The first key of the row that contradicts the header. */
function contradictedKey(row: LabelRow, scan: ScannedFile): string | undefined {
  return (['SOPInstanceUID', 'StudyInstanceUID', 'AccessionNumber', 'PatientID'] as const).find(
    (name) =>
      row.keys[name] &&
      scan.keys[name] &&
      comparableKey(name, row.keys[name]) !== comparableKey(name, scan.keys[name]),
  );
}
