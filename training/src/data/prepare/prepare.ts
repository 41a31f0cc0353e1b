import { createHash } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { group } from 'd3-array';
import { structureNames } from '@echonet/phantom/structures';
import { ProgressBar, UserError } from '@echonet/command-line';
import { volumeContradiction, volumeTaskIds } from '@echonet/dicom';
import { taskDefinitions, viewClassOf, viewLabels } from '@echonet/models/tasks';
import { clipsTable } from '../prepared/clips-table';
import { clipsFileName, indexFileName, type PreparedIndex } from '../prepared/format';
import { openPrepared, type Cohort } from '../prepared/open-prepared';
import type { FrameFacts, ImageContract } from '../prepared/images';
import { writeShards, type ImagePart } from '../prepared/shards';
import { describeRun } from '../run-record';
import type { Candidate, Dropped, Gathered } from './candidate';
import { contactSheet } from './contact-sheet';
import { countReasons } from './count-reasons';
import { PreparationPool } from './pool';
import type { OriginToPrepare, PreparedOrigin } from './prepare-origin';
import { Pseudonyms } from './pseudonyms';
import { repeatReasons } from './repeats';
import { unifyPatients } from './unify-patients';

/** PatientID of a phantom: a model trained on phantoms alone is marked as simulated. */
const phantomId = /^PHANTOM-/;

export interface PrepareSettings {
  /** Folder to create. */
  readonly output: string;
  readonly input: ImageContract;
  /** Views to keep; all by default. */
  readonly views?: readonly string[];
  /** Also store the structure of each pixel where it is known. */
  readonly structures?: boolean;
  /** File with the salt of the pseudonyms; created when missing. */
  readonly saltFile?: string;
  /** Number of worker processes. */
  readonly workers: number;
  /** Finds the clips and their labels. @param folder for downloads */
  readonly gather: (pool: PreparationPool, bars: BarMaker, folder: string) => Promise<Gathered>;
  readonly log: (line: string) => void;
}

/** Creates a progress callback that shows a bar. */
export type BarMaker = (title: string) => (done: number, total: number) => void;

interface PreparedCandidate extends Candidate {
  readonly contentHash: string;
  readonly part: ImagePart;
}

/**
 * Prepares clips for training: samples, masks, crops and resizes them as the viewer does, and
 * writes images and pseudonymised labels to one folder. The table that links clips to patients
 * stays in `<output>.private`. An interrupted preparation resumes when it is run again; the folder
 * gets its name only when it is complete.
 *
 * @throws {UserError} when the folder exists, or no clip can be used
 */
export async function prepare(settings: PrepareSettings): Promise<Cohort> {
  const { output, input, structures = false } = settings;
  if (existsSync(output)) {
    throw new UserError(`${output} is there already; choose another --out or delete it.`);
  }
  const record = describeRun();
  const partial = `${output}.partial`;
  const parts = path.join(partial, 'parts');
  const downloads = path.join(partial, 'downloads');
  const privateFolder = `${output}.private`;
  await mkdir(parts, { recursive: true });
  await mkdir(privateFolder, { recursive: true, mode: 0o700 });
  const log = (line: string) => {
    settings.log(line);
    appendFileSync(path.join(privateFolder, 'log.txt'), `${new Date().toISOString()} ${line}\n`);
  };
  log(record.command);
  const pool = new PreparationPool(settings.workers);
  const bars = new Bars();
  let gathered: Gathered;
  let clips: PreparedCandidate[];
  const dropped: Dropped[] = [];
  const problems: Dropped[] = [];
  try {
    gathered = await settings.gather(pool, bars.make, downloads);
    dropped.push(...gathered.dropped);
    const { candidates, problems: spellings } = unifyPatients(gathered.candidates);
    problems.push(...gathered.problems, ...spellings);
    const wanted = keepViews(labelViews(candidates, settings.views), settings.views, dropped);
    const prepared = await prepareAll(wanted, { input, structures, parts, pool, bars, dropped });
    clips = prepared.map((clip) => withoutContradiction(clip, problems));
  } finally {
    bars.stop();
    await pool.close();
  }
  const { publicSalt } = gathered;
  const pseudonyms =
    publicSalt !== undefined && settings.saltFile === undefined
      ? new Pseudonyms(publicSalt)
      : Pseudonyms.open(settings.saltFile ?? path.join(privateFolder, 'salt.txt'));
  await writePrivateTables(privateFolder, pseudonyms, clips, dropped, problems);
  report(log, clips, dropped, problems, privateFolder);
  if (!settings.views) {
    reportViews(log, clips);
  }
  refuseUseless(clips, dropped, structures);
  const progress = bars.make('Writing');
  const { places, shards } = await writeShards(
    partial,
    clips.map(({ part }) => part),
    input,
    structures,
    (done) => progress(done, clips.length),
  );
  bars.stop();
  const marks = structures ? marksOf(gathered, clips) : undefined;
  const table = clipsTable(
    clips.map((clip, index) => ({
      patientId: pseudonyms.of('patient', clip.patientId),
      clipId: pseudonyms.of('clip', clip.contentHash),
      view: clip.view,
      split: clip.split,
      manufacturer: clip.manufacturer,
      imageQuality: clip.imageQuality,
      labels: clip.labels,
      frames: clip.part.frameCount,
      ...factsOf(clip, marks),
      ...places[index],
    })),
  );
  await writeFile(path.join(partial, clipsFileName), table);
  await writeFile(path.join(partial, 'dropped.csv'), reasonTable(dropped));
  const index: PreparedIndex = {
    format: 'echonet-prepared',
    version: 1,
    input: { ...input, channels: input.channels === 1 ? 1 : 3 },
    simulated: clips.every(({ patientId }) => phantomId.test(patientId)),
    patients: new Set(clips.map(({ patientId }) => patientId)).size,
    clips: clips.length,
    tasks: taskDefinitions.map(({ id }) => id).filter((id) => clips.some((c) => id in c.labels)),
    clipsSha256: createHash('sha256').update(table).digest('hex'),
    ...(marks && { structures: [...structureNames], labelledStructures: [...marks.labelled] }),
    shards,
    provenance: {
      source: gathered.source,
      licence: gathered.licence,
      citation: gathered.citation,
      ...record,
    },
  };
  await writeFile(path.join(partial, indexFileName), `${JSON.stringify(index, undefined, 2)}\n`);
  const { clips: stored } = openPrepared(partial);
  const sheet = await contactSheet(
    stored.map(({ images }) => images),
    input,
  );
  await writeFile(path.join(partial, 'contact-sheet.png'), sheet);
  await rm(parts, { recursive: true });
  await rm(downloads, { recursive: true, force: true });
  await rename(partial, output);
  log(`Look at ${path.join(output, 'contact-sheet.png')} before training on it.`);
  log(`Next: echonet split --data ${output}`);
  return openPrepared(output);
}

/** Names of structures. */
interface Marks {
  /** Of all masks together. */
  readonly labelled: readonly string[];
  /** Of the masks of which each frame marks the same. */
  readonly ofWholeMasks: readonly string[];
}

/** Without masks there is nothing to say of the frames that have one. */
function factsOf({ part: { facts, frameCount } }: PreparedCandidate, marks?: Marks): FrameFacts {
  if (!marks) {
    return { ...facts, labelledFrames: undefined };
  }
  const { labelled, ofWholeMasks } = marks;
  const isWhole = !facts?.frameStructures && ofWholeMasks.length === labelled.length;
  const frames = facts?.labelledFrames?.length ?? frameCount;
  return isWhole
    ? { ...facts }
    : { frameStructures: new Array<typeof labelled>(frames).fill(ofWholeMasks), ...facts };
}

/** Those that the source names, or else those that its masks show. */
function marksOf(
  { labelledStructures: named }: Gathered,
  clips: readonly PreparedCandidate[],
): Marks {
  const facts = clips.map(({ part }) => part.facts);
  const whole = facts.filter((one) => !one?.frameStructures);
  const seen = new Set(whole.flatMap((one) => one?.structureCodes ?? []));
  const ofWholeMasks = named ?? structureNames.filter((_, code) => code > 0 && seen.has(code));
  const ofFrames = new Set(facts.flatMap((one) => one?.frameStructures?.flat() ?? []));
  return {
    labelled: structureNames.filter((name) => ofWholeMasks.includes(name) || ofFrames.has(name)),
    ofWholeMasks,
  };
}

/** When all views are kept, the view becomes the labels of a view classifier's tasks. */
function labelViews(
  candidates: readonly Candidate[],
  views: readonly string[] | undefined,
): readonly Candidate[] {
  if (views) {
    return candidates;
  }
  return candidates.map((candidate) => {
    const known = viewClassOf(candidate.view);
    return { ...candidate, labels: { ...(known && viewLabels(known)), ...candidate.labels } };
  });
}

function keepViews(
  candidates: readonly Candidate[],
  views: readonly string[] | undefined,
  dropped: Dropped[],
): Candidate[] {
  return candidates.filter(({ name, view }) => {
    if (!views || views.includes(view)) {
      return true;
    }
    dropped.push({ name, reason: `Its view is ${view}, which --views does not name.` });
    return false;
  });
}

async function prepareAll(
  candidates: readonly Candidate[],
  {
    input,
    structures,
    parts,
    pool,
    bars,
    dropped,
  }: {
    input: ImageContract;
    structures: boolean;
    parts: string;
    pool: PreparationPool;
    bars: Bars;
    dropped: Dropped[];
  },
): Promise<PreparedCandidate[]> {
  const progress = bars.make('Preparing clips');
  const results = await pool.runAll<OriginToPrepare, PreparedOrigin>(
    'prepareOrigin',
    candidates.map(({ origin }) => ({ origin, input, structures, parts })),
    (done) => progress(done, candidates.length),
  );
  const labelsOf = (candidate: Candidate, { part }: PreparedOrigin) => ({
    ...part?.facts?.measuredLabels,
    ...candidate.labels,
  });
  const repeats = repeatReasons(
    candidates.map((candidate, index) => {
      const result = results[index];
      return {
        patientId: candidate.patientId,
        contentHash: result.contentHash,
        imagesHash: result.part?.facts?.imagesSha256,
        labels: labelsOf(candidate, result),
      };
    }),
  );
  return candidates.flatMap((candidate, index) => {
    const { contentHash, part, refusal } = results[index];
    const { name } = candidate;
    const repeat = repeats[index];
    if (repeat !== undefined) {
      dropped.push({ name, reason: repeat });
      return [];
    }
    if (part) {
      return [{ ...candidate, labels: labelsOf(candidate, results[index]), contentHash, part }];
    }
    dropped.push({ name, reason: refusal ?? 'It gave no images.' });
    return [];
  });
}

/** Without EF and volumes that contradict each other, wherever they come from. */
function withoutContradiction(clip: PreparedCandidate, problems: Dropped[]): PreparedCandidate {
  const contradiction = volumeContradiction(clip.labels);
  if (!contradiction) {
    return clip;
  }
  problems.push({ name: clip.name, reason: `${contradiction}; none of them is used.` });
  const labels = Object.entries(clip.labels).filter(([id]) => !volumeTaskIds.includes(id));
  return { ...clip, labels: Object.fromEntries(labels) };
}

/** @throws {UserError} when there is no clip, or none has anything to learn */
function refuseUseless(
  clips: readonly PreparedCandidate[],
  dropped: readonly Dropped[],
  structures: boolean,
): void {
  if (clips.length === 0) {
    const reasons = countReasons(dropped.map(({ reason }) => reason)).slice(0, 3);
    const named = reasons.map(([count, reason]) => `${count} times: ${reason}`).join(' ');
    throw new UserError(`No clip can be used. ${named || 'The source is empty.'}`);
  }
  if (!structures && clips.every(({ labels }) => Object.keys(labels).length === 0)) {
    throw new UserError(
      `None of the ${clips.length} clips has a label, so nothing can be learned from them; check the columns of the table or its --mapping.`,
    );
  }
}

/** Links pseudonyms to patients and lists what was left out and why; for the site only. */
async function writePrivateTables(
  directory: string,
  pseudonyms: Pseudonyms,
  clips: readonly PreparedCandidate[],
  dropped: readonly Dropped[],
  problems: readonly Dropped[],
): Promise<void> {
  const rows = clips.map(({ name, patientId, contentHash }) => [
    pseudonyms.of('clip', contentHash),
    pseudonyms.of('patient', patientId),
    patientId,
    name,
  ]);
  const header = ['ClipID', 'PatientID', 'original PatientID', 'file'];
  const reasons = (list: readonly Dropped[]) =>
    stringify([['name', 'reason'], ...list.map(({ name, reason }) => [name, reason])]);
  const write = (name: string, text: string) =>
    writeFile(path.join(directory, name), text, { mode: 0o600 });
  await write('identities.csv', stringify([header, ...rows]));
  await write('dropped.csv', reasons(dropped));
  await write('problems.csv', reasons(problems));
}

/** Number left out for each reason, without names. */
function reasonTable(dropped: readonly Dropped[]): string {
  return stringify([['clips', 'reason'], ...countReasons(dropped.map(({ reason }) => reason))]);
}

function report(
  log: (line: string) => void,
  clips: readonly PreparedCandidate[],
  dropped: readonly Dropped[],
  problems: readonly Dropped[],
  privateFolder: string,
): void {
  const patients = new Set(clips.map(({ patientId }) => patientId)).size;
  log(`${clips.length} clips of ${patients} patients are kept.`);
  for (const { id, unit } of taskDefinitions) {
    const labels = clips.flatMap((clip) => clip.labels[id] ?? []);
    if (labels.length === 0) {
      continue;
    }
    const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
    log(`  ${id}: n = ${labels.length}, mean ${mean.toPrecision(3)} ${unit}`.trimEnd());
  }
  if (dropped.length > 0) {
    log(`${dropped.length} are left out (names in ${path.join(privateFolder, 'dropped.csv')}):`);
    const counts = countReasons(dropped.map(({ reason }) => reason));
    for (const [count, reason] of counts.slice(0, 12)) {
      log(`  ${count}: ${reason}`);
    }
  }
  for (const { name, reason } of problems.slice(0, 10)) {
    log(`Passed over ${name}: ${reason}`);
  }
  if (problems.length > 10) {
    log(`... and ${problems.length - 10} more in ${path.join(privateFolder, 'problems.csv')}`);
  }
}

/** Logs the number of clips of each view, and view names unknown to a view classifier. */
function reportViews(log: (line: string) => void, clips: readonly PreparedCandidate[]): void {
  for (const [view, own] of group(clips, ({ view }) => view)) {
    const known = viewClassOf(view);
    const label = { A4C: 'A4C', other: 'another cardiac view', unusable: 'not usable' };
    const meaning = known
      ? `for a view classifier ${label[known]}`
      : 'a view that is not known, so without a label for a view classifier';
    log(`  view ${view}: ${own.length} clips; ${meaning}`);
  }
}

/** Shows one bar on the terminal at a time. */
class Bars {
  private bar?: ProgressBar;

  readonly make: BarMaker = (title) => {
    this.stop();
    return (done, total) => {
      this.bar ??= new ProgressBar(title, total);
      this.bar.update(done);
    };
  };

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
