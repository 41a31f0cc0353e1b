import { mmPerSquarePixel } from '@echonet/dicom';
import {
  ClipRefusal,
  clipPredictor,
  checkView,
  frameFormat,
  frameWindows,
  isOnnxModel,
  predictWindow,
  summariseWindows,
  turnedSector,
  turnNote,
  type FrameFormat,
  type Model,
  type NetworkImage,
  type ImageFormat,
  type ImageTurn,
  type OnnxModel,
  type RecognisedView,
  type SamplingGrid,
  type Sector,
} from '@echonet/models';
import type { ClipFacts, LocatedClip } from '../decoder/clip-facts';
import type { RemoteClipFile } from '../decoder/messages';
import type { NamedModel, ReadingModels } from '../models/open-models';
import type { ClipReading, ModelPrediction } from './clip-reading';
import { contourClip } from './contour-clip';
import { viewDoubt } from './view-doubt';

export interface ClipTask {
  /** With the clip's file open. */
  readonly decoder: Pick<RemoteClipFile, 'locate' | 'image'>;
  readonly facts: ClipFacts;
  readonly models: ReadingModels;
  /** Also read a clip that only the view classifier turns away. */
  readonly anyView: boolean;
  readonly signal: AbortSignal;
}

/** The grid on which the sector is located where no model says another. */
const sectorGrid = { frameIntervalMs: 100, frameCount: 20 };

/**
 * Reads the clip whose file is open as the viewer does: rules, view classifier, predictions, contours.
 * What the rules refuse becomes its outcome.
 *
 * @throws {DecoderFailure}; Error when a network fails; the signal's reason when aborted
 */
export async function readClip(task: ClipTask): Promise<ClipReading> {
  const { facts } = task;
  const unread = { id: facts.id, name: facts.name, predictions: [], warnings: [] };
  if (facts.refusal !== undefined) {
    return { ...unread, outcome: 'refused', reason: facts.refusal };
  }
  try {
    return await readAccepted(task);
  } catch (error) {
    if (error instanceof ClipRefusal) {
      return { ...unread, outcome: 'refused', reason: error.reason };
    }
    throw error;
  }
}

async function readAccepted(task: ClipTask): Promise<ClipReading> {
  const { decoder, facts, models, anyView, signal } = task;
  const { id, name } = facts;
  const view = models.viewClassifier && (await viewOf(task, models.viewClassifier));
  if (view && !view.accepted && !anyView) {
    const reason = `${viewDoubt(view)}.`;
    return { id, name, outcome: 'other view', reason, view, predictions: [], warnings: [] };
  }
  const warnings: string[] = [];
  if (view && !view.accepted) {
    warnings.push(`${viewDoubt(view)}; read because any view was asked for.`);
  }
  warnings.push(...facts.notes);
  const predictions: ModelPrediction[] = [];
  const kind = facts.isSimulated ? 'simulated' : 'real';
  const chosen = models.models.filter(({ readsOnly = kind }) => readsOnly === kind);
  for (const { model, name: modelName } of chosen) {
    signal.throwIfAborted();
    const { located, prediction } = isOnnxModel(model)
      ? await predictWindows(task, { model, name: modelName }, view?.turn)
      : await predict(task, { model, name: modelName }, view?.turn);
    predictions.push(prediction);
    warnings.push(...located.notes, ...notesOf(prediction));
  }
  const { segmentation } = models;
  const located = await decoder.locate(gridOf(chosen.at(0)?.model));
  const sector = turnedSector(located.sector, view?.turn);
  const contours =
    segmentation &&
    (await contoursOf(task, { located, sector, segmentation }, (warning) =>
      warnings.push(warning),
    ));
  return {
    id,
    name,
    outcome: 'read',
    ...(view && { view }),
    predictions,
    ...(contours && { contours }),
    sectorOutline: sector.outline,
    isSimulated: facts.isSimulated,
    warnings: [...new Set([...asList(turnNote(sector.turn)), ...warnings])],
  };
}

function asList(sentence: string | undefined): string[] {
  return sentence === undefined ? [] : [sentence];
}

interface ContourParts {
  readonly located: LocatedClip;
  /** As the images are turned. */
  readonly sector: Sector;
  readonly segmentation: NonNullable<ReadingModels['segmentation']>;
}

async function contoursOf(
  { decoder, facts, signal }: ClipTask,
  { located, sector, segmentation }: ContourParts,
  warn: (sentence: string) => void,
): Promise<ClipReading['contours']> {
  const { times } = facts;
  if (!times) {
    throw new ClipRefusal(facts.name, 'The file has no frames.');
  }
  try {
    const contours = await contourClip({
      decoder,
      facts: { ...facts, times },
      located,
      sector,
      segmentation,
      signal,
    });
    located.scale.notes.forEach(warn);
    return contours;
  } catch (error) {
    if (error instanceof ClipRefusal) {
      warn(`No contours: ${error.reason}`);
      return undefined;
    }
    throw error;
  }
}

async function viewOf(
  task: ClipTask,
  { model: classifier }: NamedModel<Model | OnnxModel>,
): Promise<RecognisedView> {
  const { decoder, models, facts, signal } = task;
  const located = await decoder.locate(classifier.manifest.input);
  const outlines = facts.isSimulated ? undefined : models.segmentation?.model;
  const gate = { classifier, segmentation: () => outlines };
  return checkView(gate, located.sector, (format, { turn }) => {
    signal.throwIfAborted();
    return imagesOf(task, located.frameIndices, format, turn);
  });
}

/** An imported model reads windows of its own: the sector is located apart from them. */
function gridOf(model: Model | OnnxModel | undefined): SamplingGrid {
  return model && !isOnnxModel(model) ? model.manifest.input : sectorGrid;
}

/** Shown with every number of an imported model that was not calibrated. */
const notEvaluated =
  'Imported model, not evaluated at this site: its numbers have no intervals, and how far they can be ' +
  'from the truth for these patients is unknown.';

/** Windows of a clip, one after the other: the frames of one are in memory at a time. */
async function predictWindows(
  task: ClipTask,
  { model, name }: NamedModel<OnnxModel>,
  found: ImageTurn | undefined,
): Promise<{ located: LocatedClip; prediction: ModelPrediction }> {
  const { manifest } = model;
  const contract = manifest.onnx.input.frames;
  const located = await task.decoder.locate(gridOf(model));
  const { turn } = turnedSector(located.sector, found);
  const { windows, notes } = frameWindows(task.facts.times!, contract);
  const format = frameFormat(manifest);
  const predictions = [];
  for (const window of windows) {
    task.signal.throwIfAborted();
    const images = await imagesOf(task, window, format, turn);
    predictions.push(
      await predictWindow(
        model,
        images.map(({ data }) => data),
      ),
    );
  }
  const isCalibrated = manifest.tasks.some(({ calibration }) => calibration !== undefined);
  const frameIndices = [...new Set(windows.flat())].sort((a, b) => a - b);
  return {
    located: {
      ...located,
      notes: [...located.notes, ...notes, ...(isCalibrated ? [] : [notEvaluated])],
    },
    prediction: {
      model: name.sha256,
      prediction: summariseWindows(manifest, contract, predictions),
      frameNumbers: frameIndices.map((index) => index + 1),
    },
  };
}

async function predict(
  task: ClipTask,
  { model, name }: NamedModel<Model>,
  found: ImageTurn | undefined,
): Promise<{ located: LocatedClip; prediction: ModelPrediction }> {
  const { input } = model.manifest;
  const located = await task.decoder.locate(input);
  const { turn } = turnedSector(located.sector, found);
  const frames = await imagesOf(task, located.frameIndices, input, turn);
  const timesMs = located.frameIndices.map((index) => task.facts.times!.timesMs[index]);
  const predictor = clipPredictor(model, { mmPerPixel: networkScale(located, input) });
  const prediction = await predictor.predict({ frames, timesMs }, { signal: task.signal });
  return {
    located,
    prediction: {
      model: name.sha256,
      prediction,
      frameNumbers: located.frameIndices.map((index) => index + 1),
    },
  };
}

/** Millimetres of the patient per pixel of the network's images; undefined where unknown. */
function networkScale(
  { scale: { scale }, sector: { crop } }: LocatedClip,
  { size }: ImageFormat,
): number | undefined {
  return scale && mmPerSquarePixel(scale, crop, size);
}

/** Frames, prepared for a network. */
async function imagesOf(
  { decoder, facts }: ClipTask,
  frameIndices: readonly number[],
  format: FrameFormat,
  turn: ImageTurn | undefined,
): Promise<NetworkImage[]> {
  const images: NetworkImage[] = [];
  for (const index of frameIndices) {
    const decoded = await decoder.image(index, format, turn);
    if ('problem' in decoded) {
      throw new ClipRefusal(facts.name, decoded.problem);
    }
    images.push(decoded.image);
  }
  return images;
}

function notesOf({ prediction }: ModelPrediction): string[] {
  return Object.values(prediction).flatMap(({ notes }) => [...notes]);
}
