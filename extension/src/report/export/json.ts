import { en } from '../../strings/en';
import { remarksOf } from '../remarks';
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
      results: results.map(resultFields),
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
      clips: clips.map((clip) => clipFields(clip, identifiers)),
    },
    null,
    2,
  )}\n`;
}

function resultFields(result: ReportedResult) {
  const { decision } = result;
  return {
    ...valueFields(result),
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
