import { en } from '../../strings/en';
import { originOf, originOfModel } from '../../results/origin';
import { evaluationText } from '../../results/origin-text';
import { remarksOf } from '../remarks';
import type { MeasuredClip } from '../measured-clip';
import { commonOrigin, meansOfAccepted } from '../means-of-accepted';
import { clipsOfResult, type Report, type ReportedResult, type ReportedValue } from '../report';
import type { Identifiers } from './identifiers';

type Cell = string | number | boolean | undefined;

/**
 * A report as CSV (RFC 4180), one row per value: pooled results first, including the EF from
 * EDV/ESV, then those of each clip, then what was measured from contours: means over clips of what the reader
 * accepted, and of each clip values, beats, the curve frame by frame, and contours as polygons in WKT (OGC 06-103r4) of image pixels. Every row names
 * the model, on whom it was evaluated, and its intended use, so that none gets lost.
 */
export function reportCsv(report: Report, identifiers?: Identifiers): string {
  const { clips, results, manifest, modelHash, date } = report;
  const common = {
    modelId: manifest.id,
    modelVersion: manifest.version,
    modelSha256: modelHash,
    date: date.toISOString(),
    notice: remarksOf(report, en).slice(0, 2).join(' '),
    ...identifiers?.study,
  };
  const ofTask = (id: string) => ({ evaluatedOn: evaluationText(en, originOf(manifest, id)) });
  const framesOf = (result: ReportedResult) =>
    clipsOfResult(report, result).reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const rows: Readonly<Record<string, Cell>>[] = [
    ...results.map((result) => ({
      clip: 'all',
      ...fields(result, framesOf(result)),
      ofClips: numbersText(result.ofClips),
      ...common,
      ...ofTask(result.task.id),
    })),
    ...fromVolumes(report, framesOf).map((row) => ({
      clip: 'all',
      ...row,
      ...common,
      ...ofTask('EF'),
    })),
    ...clips.flatMap((clip) =>
      clip.values.map((value) => ({
        clip: clip.number,
        ...fields(value, clip.frameNumbers.length),
        ...common,
        ...ofTask(value.task.id),
        ...(identifiers ? { SOPInstanceUID: clip.SOPInstanceUID } : {}),
      })),
    ),
    ...meansOfAccepted(report).map((mean) => ({
      clip: 'all',
      ...meanFields(mean),
      ...common,
      ...ofContours(mean.parts[0].measured),
    })),
    ...report.measured.flatMap((measured) =>
      measuredRows(measured).map((row) => ({
        clip: measured.number,
        ...row,
        ...common,
        ...ofContours(measured),
        ...(identifiers ? { SOPInstanceUID: measured.SOPInstanceUID } : {}),
      })),
    ),
  ];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cellText).join(',')}\r\n`)
    .join('');
}

function fields(result: ReportedValue & Pick<Partial<ReportedResult>, 'decision'>, frames: number) {
  const { task, value, interval90, standardDeviation, positive, decision } = result;
  return {
    task: task.id,
    name: task.name,
    value,
    unit: task.unit || '1',
    interval90Low: interval90?.[0],
    interval90High: interval90?.[1],
    standardDeviation,
    frames,
    threshold: task.decisionThreshold,
    positive,
    readerDecision: decision?.decision,
    readerDecisionDate: decision?.date.toISOString(),
  };
}

const numbersText = (clips: readonly number[]) => clips.join(' ');

const ofContours = ({ model }: MeasuredClip) => ({
  modelId: model.id,
  modelVersion: model.version,
  modelSha256: model.sha256,
  evaluatedOn: evaluationText(en, originOfModel(model)),
});

function meanFields({
  id,
  value,
  interval90,
  isLowerLimit,
  parts,
}: ReturnType<typeof meansOfAccepted>[number]) {
  return {
    task: id,
    name: en.contours.measures[id],
    value,
    unit: parts[0].result.unit,
    interval90Low: interval90?.[0],
    interval90High: interval90?.[1],
    record: 'mean',
    origin: commonOrigin(parts),
    isLowerLimit,
    ofClips: numbersText(parts.map(({ clip }) => clip.number)),
  };
}

/** Rows of one clip; `record` says of what kind a row is, and is empty for predictions. */
function measuredRows(measured: MeasuredClip): Readonly<Record<string, Cell>>[] {
  const { results, beats, curve, contours } = measured;
  const known = (value: number) => (Number.isFinite(value) ? value : undefined);
  const isScaled = curve.unit === 'cm';
  return [
    ...results.map(({ id, value, unit, isLowerLimit, interval90, origin, decision }) => ({
      task: id,
      name: en.contours.measures[id],
      value,
      unit,
      interval90Low: interval90?.[0],
      interval90High: interval90?.[1],
      readerDecision: decision?.decision,
      readerDecisionDate: decision?.date.toISOString(),
      record: 'measured',
      origin,
      isLowerLimit,
    })),
    ...beats.map(({ number, edFrame, esFrame, efPercent, isUsed }) => ({
      task: 'EF',
      value: efPercent,
      unit: '%',
      record: 'beat',
      beat: number,
      edFrame,
      esFrame,
      isUsed,
    })),
    ...curve.timesMs.map((timeMs, index) => ({
      task: 'volume',
      value: known(curve.volumes[index]),
      unit: isScaled ? 'mL' : 'pixel³',
      record: 'curve',
      frame: index + 1,
      timeMs,
      area: known(curve.areas[index]),
      areaUnit: isScaled ? 'cm²' : 'pixel²',
    })),
    ...contours.map(({ structure, moment, frameNumber, outline, isEdited }) => ({
      task: structure,
      record: 'contour',
      moment,
      frame: frameNumber,
      isEdited,
      outline: `POLYGON((${[...outline, outline[0]].map(({ x, y }) => `${x} ${y}`).join(', ')}))`,
    })),
  ];
}

/** Not a task of the model, so it has its own row. */
function fromVolumes(report: Report, framesOf: (result: ReportedResult) => number) {
  const { ejectionFractionFromVolumes: fromVolumes, results } = report;
  const volume = results.find(({ task }) => task.id === 'EDV');
  if (!fromVolumes || !volume) {
    return [];
  }
  const { value, interval90, disagrees } = fromVolumes;
  return [
    {
      task: 'EFFromVolumes',
      name: en.results.fromVolumes,
      value,
      unit: '%',
      interval90Low: interval90?.[0],
      interval90High: interval90?.[1],
      frames: framesOf(volume),
      ofClips: numbersText(volume.ofClips),
      disagreesWithDirect: disagrees,
    },
  ];
}

/** An apostrophe keeps spreadsheets from running text as a formula. */
function cellText(cell: Cell): string {
  if (typeof cell !== 'string') {
    return String(cell ?? '');
  }
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
