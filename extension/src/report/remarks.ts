import { originOfModel } from '../results/origin';
import { originText, trainingNotice } from '../results/origin-text';
import type { Strings } from '../strings';
import type { Report } from './report';

/**
 * Sentences that accompany the numbers: research use and training data first. Those of the model
 * and of the department are in their own language.
 */
export function remarksOf(report: Report, strings: Strings): string[] {
  const { notice, results } = strings;
  const { manifest, clips, isViewUnchecked, ejectionFractionFromVolumes, notes } = report;
  return [
    `${notice.researchOnly} ${notice.notForDiagnosis}`,
    trainingNotice(strings, manifest),
    ...contourModels(report, strings),
    ...(clips.length > 1 ? [results.poolWarning] : []),
    ...(isViewUnchecked ? [results.viewWarning] : []),
    ...(ejectionFractionFromVolumes?.disagrees ? [results.fromVolumesDisagree] : []),
    ...notes.map(strings.message),
  ];
}

/** By which networks the contours are, and on whom these were trained. */
function contourModels({ measured }: Report, strings: Strings): string[] {
  const sentences = measured.map(({ model }) =>
    strings.report.contourModel(
      `${model.name} ${model.version}`,
      originText(strings, originOfModel(model)),
      model.sha256.slice(0, 12),
    ),
  );
  return [...new Set(sentences)];
}
