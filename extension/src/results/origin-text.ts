import type { Manifest, PatientSet } from '@echonet/models';
import { formatNumber } from '../panel/format';
import type { Strings } from '../strings';
import {
  dataName,
  exportedSets,
  isEvaluated,
  isEvaluatedOnReal,
  type Origin,
  originOf,
  withoutHash,
} from './origin';

/** On whom a result was evaluated, in a few words, with how many of them it was trained on. */
export function originText({ origin: words }: Strings, origin: Origin): string {
  const { trainedOn, evaluatedOn, isImported } = origin;
  if (isImported) {
    return words.imported;
  }
  if (!isEvaluatedOnReal(origin)) {
    return words.simulated;
  }
  const real = trainedOn.filter(({ simulated }) => !simulated);
  const count = real.reduce((sum, { patients }) => sum + patients, 0);
  return words.real(dataName(evaluatedOn.data), count > 0 ? count : evaluatedOn.patients);
}

/** As originText, as a sentence with data sets, numbers of patients and the result on them. */
export function originHint(strings: Strings, origin: Origin): string {
  const { trainedOn, isImported } = origin;
  const { origin: words } = strings;
  return isImported
    ? words.importedHint(trainedOn.map(({ data }) => data).join(', '))
    : words.hint(
        trainedOn.map((set) => describe(strings, set)).join(', '),
        evaluationText(strings, origin),
      );
}

/** On how many patients of which data set a result was evaluated, with the outcome where it is known. */
export function evaluationText(strings: Strings, { evaluatedOn, isImported }: Origin): string {
  const { origin: words, locale } = strings;
  if (isImported) {
    return words.imported;
  }
  const { metric, value, interval95 } = evaluatedOn;
  const number = (of: number) => formatNumber(of, 2, locale);
  const outcome =
    metric !== undefined && value !== undefined
      ? words.metric(metric === 'R2' ? 'R²' : metric, number(value), interval95?.map(number))
      : '';
  return `${describe(strings, evaluatedOn)}${outcome}`;
}

/** On which data a model was trained, in full. */
export function trainingText(
  strings: Strings,
  { provenance: { data, patients } }: Pick<Manifest, 'provenance'>,
): string {
  const sets = exportedSets(data);
  return sets
    ? sets.map((set) => describe(strings, set)).join(', ')
    : strings.model.data(withoutHash(data), strings.patients(patients.train));
}

/**
 * The notice of what the model was trained on: of several data sets each with its patients, of an imported one
 * that it is.
 */
export function trainingNotice(
  strings: Strings,
  manifest: Pick<Manifest, 'provenance' | 'onnx' | 'tasks'>,
): string {
  const { data, simulated, patients } = manifest.provenance;
  const { notice } = strings;
  if (manifest.tasks.some(({ id }) => !isEvaluated(originOf(manifest, id)))) {
    return notice.imported(dataName(data));
  }
  const cohort = strings.patients(patients.train);
  if (simulated) {
    return notice.simulated(cohort);
  }
  const sets = exportedSets(data) ?? [];
  return sets.length > 1
    ? notice.trainedOnSets(sets.map((set) => describe(strings, set)).join(', '))
    : notice.trainedOn(dataName(data), cohort);
}

function describe({ origin: words, patients }: Strings, set: PatientSet): string {
  return words.set(set.data, patients(set.patients), set.simulated);
}
