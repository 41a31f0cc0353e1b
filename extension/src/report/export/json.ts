import { en } from '../../strings/en';
import { originOf, originOfModel } from '../../results/origin';
import { evaluationText } from '../../results/origin-text';
import { remarksOf } from '../remarks';
import type { MeasuredClip, MeasuredResult } from '../measured-clip';
import { commonOrigin, meansOfAccepted } from '../means-of-accepted';
import type { Report, ReportedClip, ReportedResult, ReportedValue } from '../report';
import type { Identifiers } from './identifiers';

/** A report as JSON with numbers at full precision. */
export function reportJson(report: Report, identifiers?: Identifiers): string {
  const { date, manifest, modelHash, softwareVersion, results, clips } = report;
  const { ejectionFractionFromVolumes: fromVolumes } = report;
  const { provenance } = manifest;
  return `${JSON.stringify(
    {
      format: 'echonet-report',
      formatVersion: 1,
      date: date.toISOString(),
      remarks: remarksOf(report, en),
      software: { name: 'EchoNet for OHIF', version: softwareVersion },
      model: {
        id: manifest.id,
        version: manifest.version,
        name: manifest.name,
        sha256: modelHash,
        trainedOn: provenance.data,
        simulated: provenance.simulated,
        trainingPatients: provenance.patients.train,
      },
      ...(identifiers ? { identifiers: identifiers.study } : {}),
      results: results.map((result) => ({
        ...resultFields(result),
        evaluatedOn: evaluationText(en, originOf(manifest, result.task.id)),
      })),
      ...(fromVolumes
        ? {
            ejectionFractionFromVolumes: {
              value: fromVolumes.value,
              unit: '%',
              interval90: fromVolumes.interval90,
              disagreesWithDirect: fromVolumes.disagrees,
            },
          }
        : {}),
      measuredMeans: meansOfAccepted(report).map(meanFields),
      measured: report.measured.map(measuredFields),
      clips: clips.map((clip) => clipFields(clip, identifiers)),
    },
    null,
    2,
  )}\n`;
}

/** Frames are 1-based; contours in pixels of the image; a frame without a contour has nulls. */
function measuredFields(measured: MeasuredClip) {
  const { number, model, results, beats, isWholeBeat, curve, contours } = measured;
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    clip: number,
    model: {
      id: model.id,
      version: model.version,
      name: model.name,
      sha256: model.sha256,
      trainedOn: model.provenance.data,
      simulated: model.provenance.simulated,
      trainingPatients: model.provenance.patients.train,
    },
    evaluatedOn: evaluationText(en, originOfModel(model)),
    results: results.map(measuredResultFields),
    beats,
    isWholeBeat,
    curve: {
      volumeUnit: curve.unit === 'cm' ? 'mL' : 'pixel³',
      areaUnit: curve.unit === 'cm' ? 'cm²' : 'pixel²',
      frames: curve.timesMs.map((timeMs, index) => ({
        frame: index + 1,
        timeMs,
        volume: known(curve.volumes[index]),
        area: known(curve.areas[index]),
      })),
    },
    contours: contours.map(({ structure, moment, frameNumber, outline, isEdited }) => ({
      structure,
      ...(moment && { moment }),
      frame: frameNumber,
      isEdited,
      outline: outline.map(({ x, y }) => [x, y]),
    })),
  };
}

function meanFields({
  id,
  value,
  interval90,
  isLowerLimit,
  parts,
}: ReturnType<typeof meansOfAccepted>[number]) {
  return {
    measure: id,
    value,
    unit: parts[0].result.unit,
    ...(isLowerLimit && { isLowerLimit }),
    ...(interval90 && { interval90 }),
    origin: commonOrigin(parts),
    clips: parts.map(({ clip }) => clip.number),
  };
}

function measuredResultFields({
  id,
  value,
  unit,
  isLowerLimit,
  interval90,
  origin,
  decision,
}: MeasuredResult) {
  return {
    measure: id,
    value,
    unit,
    ...(isLowerLimit && { isLowerLimit }),
    ...(interval90 && { interval90 }),
    origin,
    readerDecision: decision?.decision ?? 'undecided',
    ...(decision && { readerDecisionDate: decision.date.toISOString() }),
  };
}

function resultFields(result: ReportedResult) {
  const { decision, ofClips } = result;
  return {
    ...valueFields(result),
    clips: ofClips,
    readerDecision: decision?.decision ?? 'undecided',
    ...(decision ? { readerDecisionDate: decision.date.toISOString() } : {}),
  };
}

function valueFields({ task, value, interval90, standardDeviation, positive }: ReportedValue) {
  return {
    task: task.id,
    name: task.name,
    kind: task.kind,
    value,
    unit: task.unit || '1',
    interval90,
    standardDeviation,
    ...(positive === undefined ? {} : { threshold: task.decisionThreshold, positive }),
  };
}

function clipFields(clip: ReportedClip, identifiers?: Identifiers) {
  const { number, frameNumbers, computedBy, warnings, values, SOPInstanceUID } = clip;
  return {
    clip: number,
    ...(identifiers ? { SOPInstanceUID } : {}),
    frameNumbers,
    computedBy,
    warnings,
    results: values.map(valueFields),
  };
}
