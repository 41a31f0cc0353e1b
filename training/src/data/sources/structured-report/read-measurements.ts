import {
  DCM,
  isCode,
  LN,
  readContentTree,
  SCT,
  type Code,
  type ContentItem,
  type NaturalizedDataset,
} from '@echonet/dicom';
import { taskDefinition } from '@echonet/models/tasks';
import { chooseLabel, type ReportLabel } from './choose-label';
import { conceptOf, reportedTasks, type ReportedTask } from './concepts';
import { methodOf, type Method } from './method';
import { inUnitOf } from './units';

/** A measurement of a report that can be a label. */
export interface ReportedMeasurement {
  readonly task: ReportedTask;
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** Meaning of the image view. */
  readonly view?: string;
  /** The report's mark of it among repeated measurements. */
  readonly mark?: 'chosen by the reader' | 'mean' | 'most recent';
  /** Its concept name. */
  readonly code: Code;
  /** Concept names from the root of the report to the measurement. */
  readonly path: string;
}

/** A measurement of a task that cannot be its label. */
export interface PassedOver {
  readonly path: string;
  /** One sentence. */
  readonly reason: string;
}

export interface ReportReading {
  /** By task ID; absent where the report has no usable measurement. */
  readonly labels: Readonly<Partial<Record<ReportedTask, ReportLabel>>>;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Reads the measurements of an echo report: TID 5200 (Echocardiography Procedure Report), TID 5300
 * (Simplified Echo Procedure Report), TID 5220 (Pediatric, Fetal and Congenital) and TID 1500
 * (Measurement Report) of PS3.16, or any other template with the same codes.
 *
 * What a measurement is follows from its name or, for a generic name, from the finding site, cardiac
 * phase and measured property in its modifiers and those of the containers around it. Values divided
 * by body surface area, statistics other than a mean, values under stress, of a fetus, or predicted by
 * an algorithm are passed over: they are no reader's measurement at rest.
 *
 * @param dataset the structured report, naturalised
 */
export function readMeasurements(dataset: NaturalizedDataset): ReportReading {
  const root = readContentTree(dataset);
  const found: ReportedMeasurement[] = [];
  const passedOver: PassedOver[] = [];
  if (root) {
    collect(root, { modifiers: [], path: [], parents: [] }, { found, passedOver });
  }
  const labels: Partial<Record<ReportedTask, ReportLabel>> = {};
  for (const task of reportedTasks) {
    const label = chooseLabel(found.filter((measurement) => measurement.task === task));
    if (label) {
      labels[task] = label;
    }
  }
  const { EDV, ESV } = labels;
  if (EDV && ESV && ESV.value > EDV.value) {
    const reason = `ESV is ${ESV.value} mL and EDV ${EDV.value} mL; the end-systolic volume cannot be larger.`;
    for (const { sources } of [EDV, ESV]) {
      passedOver.push({ path: sources[0].path, reason });
    }
    delete labels.EDV;
    delete labels.ESV;
  }
  return { labels, passedOver };
}

/** What an item inherits from the items around it. */
interface Context {
  /** Innermost first. */
  readonly modifiers: readonly ContentItem[];
  readonly path: readonly string[];
  /** Tasks of the measurements that this item is a part of. */
  readonly parents: readonly ReportedTask[];
}

interface Findings {
  readonly found: ReportedMeasurement[];
  readonly passedOver: PassedOver[];
}

function collect(item: ContentItem, outer: Context, findings: Findings): void {
  const modifiers = [...ownModifiers(item), ...outer.modifiers];
  const path = [...outer.path, label(item, modifiers)];
  const task = item.valueType === 'NUM' ? judge(item, modifiers, path, outer, findings) : undefined;
  const context = {
    modifiers,
    path,
    parents: task ? [...outer.parents, task] : outer.parents,
  };
  for (const child of item.children) {
    if (child.children.length > 0 || child.valueType === 'NUM') {
      collect(child, context, findings);
    }
  }
}

/**
 * The modifiers among an item's children. Reports differ in the relationship of a property to its
 * measurement; items that a container merely contains do not modify the others.
 */
function ownModifiers({ valueType, children }: ContentItem): ContentItem[] {
  return children.filter(
    (child) =>
      child.valueType !== 'NUM' &&
      child.valueType !== 'CONTAINER' &&
      (valueType === 'NUM' || child.relationship !== 'CONTAINS'),
  );
}

function label(
  { name: concept, valueType }: ContentItem,
  modifiers: readonly ContentItem[],
): string {
  const name = concept?.meaning || concept?.value || valueType || 'report';
  if (valueType === 'NUM') {
    return name;
  }
  const site = modifiers.find((each) => isCode(each.name, SCT.FindingSite))?.code;
  return site ? `${name} (${site.meaning || site.value})` : name;
}

/** Adds a measurement of a task to the findings, and returns the task. */
function judge(
  item: ContentItem,
  modifiers: readonly ContentItem[],
  path: readonly string[],
  { parents }: Context,
  { found, passedOver }: Findings,
): ReportedTask | undefined {
  if (!item.name) {
    return undefined;
  }
  const own = ownModifiers(item);
  const modifier = (name: Code) => codeOf(modifiers, name);
  const where = { sites: sites(own, modifiers), phases: phases(modifiers) };
  const names = [item.name, modifier(DCM.MeasuredProperty)];
  const concept = names.flatMap((name) => (name && conceptOf(name, where)) ?? [])[0];
  // A mean may include the values that it was made from.
  if (!concept || parents.includes(concept.task)) {
    return concept?.task;
  }
  const { task } = concept;
  const fullPath = path.join(' > ');
  const value = item.quantity && inUnitOf(task, item.quantity);
  const reason = reasonAgainst(task, item, value, modifiers);
  if (reason !== undefined || value === undefined) {
    passedOver.push({ path: fullPath, reason: reason ?? 'It has no value.' });
    return task;
  }
  const imageView = modifier(DCM.ImageView);
  const method =
    concept.method ??
    methodOf({
      measurementMethod: modifier(SCT.MeasurementMethod),
      imageView,
      imageMode: modifier(SCT.ImageMode),
    });
  found.push({
    task,
    value,
    method,
    view: imageView?.meaning,
    mark: markOf(own),
    code: item.name,
    path: fullPath,
  });
  return task;
}

/** Returns one sentence, or undefined when the value can be a label. */
function reasonAgainst(
  task: ReportedTask,
  { quantity }: ContentItem,
  value: number | undefined,
  modifiers: readonly ContentItem[],
): string | undefined {
  const modifier = (name: Code) => codeOf(modifiers, name);
  const has = (name: Code) => modifiers.some((each) => isCode(each.name, name));
  if (isCode(modifier(DCM.SubjectClass), DCM.Fetus)) {
    return 'It is of a fetus.';
  }
  if (
    has(DCM.AlgorithmName) ||
    modifiers.some(({ code }) => isCode(code, DCM.ArtificialIntelligence))
  ) {
    return 'An algorithm predicted it; a label must be a reader’s measurement.';
  }
  if (
    isCode(modifier(DCM.MeasurementType), DCM.Indexed) ||
    has(DCM.Index) ||
    has(DCM.MeasurementDivisor)
  ) {
    return 'It is divided by body surface area or another number.';
  }
  const derivation = modifier(DCM.Derivation);
  if (derivation && !isCode(derivation, SCT.Mean) && !isCode(derivation, SCT.Median)) {
    return `It is the ${derivation.meaning || derivation.value} of several.`;
  }
  const stage = modifier(DCM.CardiacStressState) ?? modifier(LN.Stage);
  if (stage && !/\b(rest|resting|baseline|pre)\b/i.test(stage.meaning)) {
    return `It was measured at the stage ${stage.meaning || stage.value}, not at rest.`;
  }
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

/** The finding sites of the item itself, or else the innermost one around it. */
function sites(own: readonly ContentItem[], all: readonly ContentItem[]): Code[] {
  const codes = (items: readonly ContentItem[]) =>
    items.flatMap(({ name, code }) => (isCode(name, SCT.FindingSite) && code ? [code] : []));
  const ownSites = codes(own);
  return ownSites.length > 0 ? ownSites : codes(all).slice(0, 1);
}

/**
 * End diastole or end systole under any concept name, since templates differ; else any other point of
 * the cardiac cycle (CID 12233), which makes it another measurement.
 */
function phases(modifiers: readonly ContentItem[]): Code[] {
  const first = modifiers.find(
    ({ code }) => isCode(code, SCT.EndDiastole) || isCode(code, SCT.EndSystole),
  );
  const phase = first?.code ?? codeOf(modifiers, SCT.CardiacCyclePoint);
  return phase ? [phase] : [];
}

function codeOf(modifiers: readonly ContentItem[], name: Code): Code | undefined {
  return modifiers.find((each) => each.code && isCode(each.name, name))?.code;
}

function markOf(own: readonly ContentItem[]): ReportedMeasurement['mark'] {
  const status = codeOf(own, DCM.SelectionStatus);
  const derivation = codeOf(own, DCM.Derivation);
  if (isCode(status, DCM.MeanValueChosen) || isCode(derivation, SCT.Mean)) {
    return 'mean';
  }
  if (isCode(derivation, SCT.Median)) {
    return 'mean';
  }
  if (isCode(status, DCM.MostRecentValueChosen)) {
    return 'most recent';
  }
  // User chosen value, or the reason for which it was chosen (CID 12301).
  return status ? 'chosen by the reader' : undefined;
}
