/**
 * `npm run views:gate -- --view-classifier <folder> --segmentation <folder> --camus <folder> --views <folder>
 * --clips <files>`:
 * how many real images of each kind the view gate accepts, as a table in Markdown with 95 % intervals
 * (Wilson). Stills are judged as if they moved: what their header would refuse is not counted as
 * refused. Files that the classifier was trained on are in rows of their own.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import {
  ClipRefusal,
  checkView,
  createTensorNetwork,
  lackOf,
  loadModel,
  locateSector,
  frameImage,
  sampleFrames,
  type FramePixels,
  type Model,
  type RecognisedView,
  type SegmentationModel,
  type UltrasoundRegion,
} from '@echonet/models';
import {
  findCamus,
  findPatientFiles,
  readLabelledFrames,
  readSubgroups,
} from '../src/data/sources/camus';
import { findViewStills } from '../src/data/sources/view-stills';
import { wilsonInterval } from '../src/evaluation/statistics/wilson';
import { startBackend } from '../src/learning/backends/backends';
import { modelFolderReader } from '../src/learning/read-model-folder';
import { openClip } from '../src/reading/open-clip';
import { openSegmentationModel } from '../src/reading/segment/open-segmentation-model';
import { say } from './echonet';

interface GateOptions {
  readonly viewClassifier: string;
  readonly segmentation?: string;
  readonly camus?: string;
  readonly views?: string;
  readonly clips: readonly string[];
  readonly verbose?: boolean;
}

const options = new Command('views:gate')
  .requiredOption('--view-classifier <folder>', 'an exported view classifier')
  .option('--segmentation <folder>', 'a segmentation model, whose outlines must agree')
  .option('--camus <folder>', 'CAMUS, whose images are all A4C')
  .option('--views <folder>', 'stills of other views: folders tte47 and not-cardiac')
  .option('--clips <files...>', 'DICOM clips of the A4C', [])
  .option('--verbose', 'also the outcome of each file that is not judged rightly')
  .parse()
  .opts<GateOptions>();

interface Images {
  readonly frames: readonly FramePixels[];
  readonly regions: readonly UltrasoundRegion[];
}

type Outcome = RecognisedView | { readonly refusal: string };

/** Outcomes of one kind of image. */
interface Row {
  readonly name: string;
  readonly isA4C: boolean;
  readonly outcomes: Outcome[];
}

const rows = new Map<string, Row>();

async function judge(model: Model, { frames, regions }: Images): Promise<Outcome> {
  try {
    const sector = locateSector(frames, regions);
    const gate = { classifier: model, segmentation: () => outlines };
    return await checkView(gate, sector, (format, turned) =>
      frames.map((frame) => frameImage(frame, turned, format)),
    );
  } catch (error) {
    if (error instanceof ClipRefusal) {
      return { refusal: error.reason };
    }
    throw error;
  }
}

function count(kind: string, isA4C: boolean, name: string, outcome: Outcome): void {
  const row = rows.get(kind) ?? { name: kind, isA4C, outcomes: [] };
  rows.set(kind, row);
  row.outcomes.push(outcome);
  const isRight = isAccepted(outcome) === isA4C && !turnOf(outcome);
  if (options.verbose && !isRight) {
    say(`${kind}: ${name}: ${describe(outcome)}`);
  }
}

const isAccepted = (outcome: Outcome) => !('refusal' in outcome) && outcome.accepted;
const missingOf = (outcome: Outcome) => ('refusal' in outcome ? undefined : outcome.missing);
const turnOf = (outcome: Outcome) => ('refusal' in outcome ? undefined : outcome.turn);

function describe(outcome: Outcome): string {
  if ('refusal' in outcome) {
    return outcome.refusal;
  }
  const { view, probability, turn, missing } = outcome;
  return `${view}, P(A4C) ${probability.toFixed(3)}${missing ? `, ${lackOf(missing)}` : ''}${turn ? `, turned ${JSON.stringify(turn)}` : ''}`;
}

async function judgeCamus(model: Model, folder: string): Promise<void> {
  const camus = findCamus(folder);
  const sets = camus.splitFolder ? readSubgroups(camus.splitFolder) : new Map<string, string>();
  for (const patient of camus.patients) {
    const { files } = findPatientFiles(camus, patient, 'A4C');
    if (files && sets.get(patient) !== 'train') {
      const { frames } = await readLabelledFrames(files);
      const outcome = await judge(model, { frames, regions: [] });
      count('A4C, CAMUS, patients kept from training', true, patient, outcome);
    }
  }
}

async function judgeStills(model: Model, folder: string): Promise<void> {
  for (const { file, name, view, set } of findViewStills(folder)) {
    // In colour, as the viewer sees it: flow in colour is refused by rule.
    const { image } = await openClip(await readFile(file));
    const frame = await image.frame(0);
    const outcome = await judge(model, { frames: [frame], regions: [] });
    const seen = set === 'train' ? 'seen in training' : 'kept from training';
    const kind = !view
      ? 'focused on the right ventricle'
      : view === 'A4C'
        ? 'A4C, TTE47'
        : view.startsWith('not usable')
          ? `${path.dirname(name) === 'tte47' ? 'Doppler and M-mode, TTE47' : 'no heart'}, ${seen}`
          : `other views, TTE47, ${seen}`;
    count(kind, view === 'A4C', name, outcome);
  }
}

async function judgeClip(model: Model, file: string): Promise<void> {
  const { image } = await openClip(await readFile(file));
  const { frameIndices } = sampleFrames(image.times!, model.manifest.input);
  const frames = [];
  for (const index of frameIndices) {
    frames.push(await image.frame(index));
  }
  const outcome = await judge(model, { frames, regions: image.regions });
  count(`A4C clip ${path.basename(file)}`, true, path.basename(file), outcome);
}

function table(): string {
  const percent = (share: number) => (100 * share).toFixed(0);
  const lines = [...rows.values()].map(({ name, outcomes, isA4C }) => {
    const accepted = outcomes.filter(isAccepted).length;
    const { low, high } = wilsonInterval(accepted, outcomes.length)!;
    const refused = outcomes.filter((outcome) => 'refusal' in outcome).length;
    const contradicted = outcomes.filter((outcome) => missingOf(outcome)).length;
    const turned = outcomes.filter((outcome) => isAccepted(outcome) && turnOf(outcome)).length;
    const share = `${percent(accepted / outcomes.length)} % (${percent(low)} to ${percent(high)})`;
    return `| ${name} | ${isA4C ? 'yes' : 'no'} | ${outcomes.length} | ${accepted} | ${share} | ${turned} | ${refused} | ${contradicted} |`;
  });
  return [
    '| images | A4C | number | accepted | share (95 % interval) | of them turned | refused by rule | by outlines |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

await startBackend({ threads: 1 });
const model = await loadModel(modelFolderReader(path.resolve(options.viewClassifier)), {
  createNetwork: createTensorNetwork,
});
const outlines: SegmentationModel | undefined =
  options.segmentation === undefined
    ? undefined
    : await openSegmentationModel(path.resolve(options.segmentation));
if (options.camus) {
  await judgeCamus(model, path.resolve(options.camus));
}
if (options.views) {
  await judgeStills(model, path.resolve(options.views));
}
for (const file of options.clips) {
  await judgeClip(model, path.resolve(file));
}
const { name, version, tasks } = model.manifest;
const threshold = tasks.find(({ id }) => id === 'viewA4C')!.decisionThreshold!;
say(`${name} ${version}; accepted from a probability of ${threshold.toPrecision(3)} on.`);
say(table());
