import type { NaturalizedDataset } from '../../dataset';
import { firstText } from '../../values/read-values';
import { DCM, LN, SCT } from '../codes';
import { isCode, type Code } from '../coding';
import { findItem, type ContentItem } from '../content-tree';
import { ECHONET } from '../own-codes';
import { taskDefinition } from '@echonet/models/tasks';
import type { ReportedTask } from './reported-task';
import { statisticOf } from './derivation';

/** A measurement with everything that modifies it. */
export interface Candidate {
  readonly task: ReportedTask;
  readonly item: ContentItem;
  /** In the task's unit; undefined for another kind of unit. */
  readonly value?: number;
  /** Modifiers of the measurement and of the containers around it, innermost first. */
  readonly modifiers: readonly ContentItem[];
  readonly derivations: readonly Code[];
  /** Names of the containers around it. */
  readonly headings: readonly Code[];
  readonly report: ReportOrigin;
  /** Whether values count that a reader accepted after EchoNet had measured them from contours. */
  readonly takesAccepted: boolean;
  /** The chamber that it was made of where its name says another. */
  readonly otherChamber?: Code;
}

/** What the header of a report says about all of its measurements. */
export interface ReportOrigin {
  readonly StudyInstanceUID: string;
  /** Manufacturer and model of the equipment. */
  readonly equipment: string;
}

export function readOrigin(dataset: NaturalizedDataset): ReportOrigin {
  const { Manufacturer, ManufacturerModelName } = dataset;
  return {
    StudyInstanceUID: firstText(dataset.StudyInstanceUID),
    equipment: [Manufacturer, ManufacturerModelName].map(firstText).join(' '),
  };
}

/**
 * Why a measurement is passed over.
 *
 * @returns one sentence, or undefined when it can
 */
export function reasonAgainst(candidate: Candidate): string | undefined {
  return (
    reasonAgainstSubject(candidate) ??
    reasonAgainstQuantity(candidate) ??
    reasonAgainstStage(candidate.modifiers) ??
    reasonAgainstValue(candidate)
  );
}

const earlierHeadings = [
  ...[DCM.History, DCM.PriorProcedureDescriptions, DCM.PreviousFindings, DCM.PreviousFinding],
  ...[LN.History, LN.PriorProcedureDescriptions, LN.PreviousFindings],
];

/** Of a fetus, of an earlier study, quoted, or by an algorithm. */
function reasonAgainstSubject(candidate: Candidate): string | undefined {
  const { modifiers, headings, report, takesAccepted, otherChamber } = candidate;
  const has = (name: Code) => modifiers.some((each) => isCode(each.name, name));
  if (isCode(codeOf(modifiers, DCM.SubjectClass), DCM.Fetus)) {
    return 'It is of a fetus.';
  }
  if (otherChamber) {
    return `It is of another chamber (${otherChamber.meaning || otherChamber.value}) than its name says.`;
  }
  const study = modifiers.find(({ name }) => isCode(name, DCM.ProcedureStudyInstanceUID));
  if (study && (study.uid || study.text) !== report.StudyInstanceUID) {
    return `It was measured in another study (${study.uid || study.text}).`;
  }
  const earlier = headings.find((name) => earlierHeadings.some((code) => isCode(name, code)));
  if (earlier) {
    return `It is quoted under ${earlier.meaning || earlier.value}.`;
  }
  if (has(DCM.QuotationMode) || has(DCM.QuotedSource)) {
    return 'It is quoted from another source.';
  }
  if (takesAccepted && isAcceptedByReader(candidate)) {
    return undefined;
  }
  return isByAlgorithm(modifiers, report)
    ? 'An algorithm predicted it; it is no reader’s measurement.'
    : undefined;
}

const algorithmNames = [
  ...[DCM.AlgorithmName, DCM.AlgorithmFamily, DCM.AlgorithmVersion, DCM.AlgorithmManufacturer],
];

/** Whether an item identifies the algorithm of the measurements around it, in any relationship. */
export function isAlgorithmItem({ name }: ContentItem): boolean {
  return algorithmNames.some((code) => isCode(name, code));
}

const readersValues = [ECHONET.fromContours, ECHONET.fromEditedContours, ECHONET.typed];

/**
 * Measured from contours that a reader saw, or typed, and accepted. What a network predicts directly is
 * no reader's measurement, accepted or not.
 */
function isAcceptedByReader({ item }: Candidate): boolean {
  const origin = findItem(item.children, ECHONET.valueOrigin)?.code;
  const decision = findItem(item.children, ECHONET.readerDecision)?.code;
  return readersValues.some((code) => isCode(origin, code)) && isCode(decision, ECHONET.accepted);
}

const deviceObserverNames = [
  ...[DCM.DeviceObserverName, DCM.DeviceObserverManufacturer, DCM.DeviceObserverModelName],
];

/** Products that write whole reports by deep learning, and the words of products not yet known. */
const algorithmWords =
  /\b(us2\.?(ai|v\d)|ultromics|echo ?go|caption ?(health|ai|ef|interpretation)|lvivo|dia imaging|ligence|icardio|bay ?labs|ai|artificial intelligence|deep[ -]learning|neural)\b/i;

function isByAlgorithm(modifiers: readonly ContentItem[], { equipment }: ReportOrigin): boolean {
  const isDevice = ({ name }: ContentItem) =>
    deviceObserverNames.some((code) => isCode(name, code));
  return (
    algorithmWords.test(equipment) ||
    modifiers.some(
      (each) =>
        isAlgorithmItem(each) ||
        isCode(each.code, DCM.ArtificialIntelligence) ||
        (isDevice(each) && algorithmWords.test(each.text)),
    )
  );
}

function reasonAgainstQuantity({ modifiers, derivations }: Candidate): string | undefined {
  const has = (name: Code) => modifiers.some((each) => isCode(each.name, name));
  if (
    isCode(codeOf(modifiers, DCM.MeasurementType), DCM.Indexed) ||
    has(DCM.Index) ||
    has(DCM.MeasurementDivisor)
  ) {
    return 'It is divided by body surface area or another number.';
  }
  const statistic = statisticOf(derivations);
  return statistic && `It is the ${statistic.meaning || statistic.value} of several.`;
}

const stageNames = [DCM.CardiacStressState, LN.Stage, DCM.ProtocolStage];
const restStages = [SCT.BaselineState, SCT.RestingState, DCM.Baseline];
const otherStages = [
  ...[SCT.ExerciseState, SCT.PostExerciseState, SCT.CardiacStressState],
  ...[SCT.PeakCardiacStressState, SCT.CardiacStressRecoveryState],
  ...[DCM.PeakStressState, DCM.RecoveryState],
];

/** In English, German, French, Spanish and Italian. */
const restWords = /\b(rest|resting|baseline|basal|pre|ruhe\w*|repos|reposo|riposo)\b/i;
const otherStageWords = /\b(post|recovery|peak|maximal)\b/i;

/** The code of a stage decides; words only where it is none of these codes. */
function reasonAgainstStage(modifiers: readonly ContentItem[]): string | undefined {
  const stages = modifiers.filter(({ name }) => stageNames.some((code) => isCode(name, code)));
  const stress = stages.find((stage) => !isRest(stage));
  const words = stress && (stress.code?.meaning || stress.code?.value || stress.text);
  return words && `It was measured at the stage ${words}, not at rest.`;
}

function isRest({ code, text }: ContentItem): boolean {
  if (restStages.some((rest) => isCode(code, rest))) {
    return true;
  }
  if (otherStages.some((other) => isCode(code, other))) {
    return false;
  }
  const words = code?.meaning || text;
  return restWords.test(words) && !otherStageWords.test(words);
}

function reasonAgainstValue({ task, item: { quantity }, value }: Candidate): string | undefined {
  if (!quantity) {
    return 'It has no value.';
  }
  if (value === undefined) {
    return `It is in ${quantity.unit.value}.`;
  }
  const plausible = taskDefinition(task)?.plausible;
  if (plausible && (value < plausible[0] || value > plausible[1])) {
    return `It is ${quantity.value} ${quantity.unit.value}, outside of what can be true.`;
  }
  return undefined;
}

/** The first code among modifiers of a name. */
export function codeOf(modifiers: readonly ContentItem[], name: Code): Code | undefined {
  return modifiers.find((each) => each.code && isCode(each.name, name))?.code;
}

/** All codes among modifiers of a name. */
export function codesOf(modifiers: readonly ContentItem[], name: Code): Code[] {
  return modifiers.flatMap((each) => (each.code && isCode(each.name, name) ? [each.code] : []));
}
