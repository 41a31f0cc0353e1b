import { cutAtriumNote } from '@echonet/models';
import { originOfModel } from '../results/origin';
import { originText, trainingNotice } from '../results/origin-text';
import type { Strings } from '../strings';
import { capitalised } from '../capitalised';
import { acceptedResults } from './measured-clip';
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

/** Whether a remark of a stored report, in English, says that nobody evaluated an imported network. */
export function saysImported(remark: string): boolean {
  return /\bimported(?: network)?, not evaluated here\b/i.test(remark);
}

/** What the panel warns of in each clip that was read, such as frames that are missing. */
export function clipWarnings(
  { clips }: Pick<Report, 'clips'>,
  { message, report }: Strings,
): string[] {
  const warnings = clips.flatMap(({ number, warnings: ofClip }) =>
    ofClip.map((warning) => withClip(report, clips, number, message(warning))),
  );
  return [...new Set(warnings)];
}

/**
 * What the panel says beside the values of clips with accepted measures: that they are of no whole beat, and
 * what the clip does not reach or show.
 */
export function measuredRemarks(
  { clips, measured }: Pick<Report, 'clips' | 'measured'>,
  { contours, report, message }: Strings,
): string[] {
  return measured.flatMap((clip) => {
    const { SOPInstanceUID, isWholeBeat, notShown = [] } = clip;
    const accepted = acceptedResults(clip);
    const isOfPart = !isWholeBeat && accepted.some(({ origin }) => origin !== 'typed');
    const isOfCutAtrium = accepted.some(({ isLowerLimit }) => isLowerLimit);
    const texts = [
      ...(isOfPart
        ? [
            [
              contours.partOfBeat('').trim(),
              ...notShown.map((moment) => contours.notShown[moment]),
            ].join(' '),
          ]
        : []),
      ...(isOfCutAtrium ? [message(cutAtriumNote)] : []),
    ];
    const number = clips.find((one) => one.SOPInstanceUID === SOPInstanceUID)?.number;
    return texts.map((text) => withClip(report, clips, number, text));
  });
}

/** Names the clip before the text where there are several. */
function withClip(
  { clipNumber }: Strings['report'],
  clips: Report['clips'],
  number: number | undefined,
  text: string,
): string {
  return clips.length > 1 && number !== undefined
    ? `${capitalised(clipNumber(number))}: ${text}`
    : text;
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
