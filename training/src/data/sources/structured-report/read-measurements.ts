import { taskDefinitions } from '@echonet/models/tasks';
import { chooseLabel, type ReportLabel } from './choose-label';
import {
  algorithmName,
  artificialIntelligence,
  fetus,
  indexed,
  mark,
  modifier,
  phase,
} from './codes';
import { conceptOf, reportedTasks, type ReportedTask } from './concepts';
import { isCode, readContentTree, type Code, type ContentItem } from './content-tree';
import { methodOf, type Method } from './method';
import { inUnitOf } from './units';

/** A measurement of a report that can be a label. */
export interface ReportedMeasurement {
  readonly task: ReportedTask;
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** Meaning of the image view, where it is said. */
  readonly view?: string;
  /** What the report says of it among several of the same kind. */
  readonly mark?: 'chosen by the reader' | 'mean' | 'most recent';
  /** Its name in the report. */
  readonly code: Code;
  /** Names from the top of the report down to the measurement. */
  readonly path: string;
}

/** A measurement of a wanted kind that cannot be a label. */
export interface PassedOver {
  readonly path: string;
  /** One sentence. */
  readonly reason: string;
}

/** What a report says of the tasks. */
export interface ReportReading {
  /** By task id; what the report does not have is absent. */
  readonly labels: Readonly<Partial<Record<ReportedTask, ReportLabel>>>;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Reads the measurements of an echo report: TID 5200 (Echocardiography Procedure Report), TID 5300
 * (Simplified Echo Procedure Report), TID 5220 (Pediatric, Fetal and Congenital) and TID 1500
 * (Measurement Report) of PS3.16, or any other template with the same codes.
 *
 * What a measurement is follows from its name or, of a generic name, from the site, phase and
 * measured property that its modifiers and those of the containers around it say. Numbers that were
 * divided by body surface area, statistics other than a mean, values under stress, those of a fetus
 * and those that an algorithm predicted are passed over: they are no reader's measurement at rest.
 *
 * @param dataset the structured report, naturalised by dcmjs
 */
export function readMeasurements(dataset: Readonly<Record<string, unknown>>): ReportReading {
  const root = readContentTree(dataset);
  const found: ReportedMeasurement[] = [];
  const passedOver: PassedOver[] = [];
  if (root) collect(root, { modifiers: [], path: [], parents: [] }, { found, passedOver });
  const labels: Partial<Record<ReportedTask, ReportLabel>> = {};
  for (const task of reportedTasks) {
    const label = chooseLabel(found.filter((measurement) => measurement.task === task));
    if (label) labels[task] = label;
  }
  const { EDV, ESV } = labels;
  if (EDV && ESV && ESV.value > EDV.value) {
    const reason = `ESV is ${ESV.value} mL and EDV ${EDV.value} mL; the end-systolic volume cannot be larger.`;
    for (const { sources } of [EDV, ESV]) passedOver.push({ path: sources[0].path, reason });
    delete labels.EDV;
    delete labels.ESV;
  }
  return { labels, passedOver };
}

/** What an item inherits from those around it. */
interface Context {
  /** Inner ones first. */
  readonly modifiers: readonly ContentItem[];
  readonly path: readonly string[];
  /** Tasks of the measurements that this one is a part of. */
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
    if (child.children.length > 0 || child.valueType === 'NUM') collect(child, context, findings);
  }
}

/**
 * Items that say something about this one. Reports differ in which relationship a property of a
 * measurement has; of a container, what it merely contains says nothing about the rest.
 */
function ownModifiers({ valueType, children }: ContentItem): ContentItem[] {
  return children.filter(
    (child) =>
      child.valueType !== 'NUM' &&
      child.valueType !== 'CONTAINER' &&
      (valueType === 'NUM' || child.relationship !== 'CONTAINS'),
  );
}

function label({ concept, valueType }: ContentItem, modifiers: readonly ContentItem[]): string {
  const name = concept?.meaning || concept?.value || valueType || 'report';
  if (valueType === 'NUM') return name;
  const site = modifiers.find((each) => isCode(each.concept, modifier.findingSite))?.code;
  return site ? `${name} (${site.meaning || site.value})` : name;
}

/** Adds a wanted measurement to the findings and returns what it is of. */
function judge(
  item: ContentItem,
  modifiers: readonly ContentItem[],
  path: readonly string[],
  { parents }: Context,
  { found, passedOver }: Findings,
): ReportedTask | undefined {
  if (!item.concept) return undefined;
  const own = ownModifiers(item);
  const said = (concept: string) => codeOf(modifiers, concept);
  const where = { sites: sites(own, modifiers), phases: phases(modifiers) };
  const names = [item.concept, said(modifier.measuredProperty)];
  const concept = names.flatMap((name) => (name && conceptOf(name, where)) ?? [])[0];
  // A mean may carry the values that it was made from.
  if (!concept || parents.includes(concept.task)) return concept?.task;
  const { task } = concept;
  const joined = path.join(' > ');
  const value = item.measured && inUnitOf(task, item.measured);
  const reason = whyNot(task, item, value, modifiers);
  if (reason !== undefined || value === undefined) {
    passedOver.push({ path: joined, reason: reason ?? 'It has no value.' });
    return task;
  }
  const imageView = said(modifier.imageView);
  const method =
    concept.method ??
    methodOf({
      method: written(said(modifier.measurementMethod)),
      imageView: written(imageView),
      mode: written(said(modifier.imageMode)),
    });
  found.push({
    task,
    value,
    method,
    view: imageView?.meaning,
    mark: markOf(own),
    code: item.concept,
    path: joined,
  });
  return task;
}

/** One sentence, or undefined when the value can be a label. */
function whyNot(
  task: ReportedTask,
  { measured }: ContentItem,
  value: number | undefined,
  modifiers: readonly ContentItem[],
): string | undefined {
  const said = (concept: string) => codeOf(modifiers, concept);
  const named = (concept: string) => modifiers.some((each) => isCode(each.concept, concept));
  if (isCode(said(modifier.subjectClass), fetus)) return 'It is of a fetus.';
  if (named(algorithmName) || modifiers.some(({ code }) => isCode(code, artificialIntelligence))) {
    return 'An algorithm predicted it; a label must be a reader’s measurement.';
  }
  if (
    isCode(said(modifier.measurementType), indexed) ||
    named(modifier.index) ||
    named(modifier.measurementDivisor)
  ) {
    return 'It is divided by body surface area or another number.';
  }
  const derivation = said(modifier.derivation);
  if (derivation && !isCode(derivation, mark.mean) && !isCode(derivation, mark.median)) {
    return `It is the ${derivation.meaning || derivation.value} of several.`;
  }
  const stage = said(modifier.cardiacStressState) ?? said(modifier.stage);
  if (stage && !/\b(rest|resting|baseline|pre)\b/i.test(stage.meaning)) {
    return `It was measured at the stage ${stage.meaning || stage.value}, not at rest.`;
  }
  if (!measured) return 'It has no value.';
  if (value === undefined) return `It is in ${measured.unit}.`;
  const plausible = taskDefinitions.find(({ id }) => id === task)?.plausible;
  if (plausible && (value < plausible[0] || value > plausible[1])) {
    return `It is ${measured.value} ${measured.unit}, outside of what can be true.`;
  }
  return undefined;
}

/** Of the innermost items that say one. */
function sites(own: readonly ContentItem[], all: readonly ContentItem[]): string[] {
  const codes = (items: readonly ContentItem[]) =>
    items.flatMap(({ concept, code }) =>
      isCode(concept, modifier.findingSite) && code ? [written(code)!] : [],
    );
  const ownSites = codes(own);
  return ownSites.length > 0 ? ownSites : codes(all).slice(0, 1);
}

/** Whatever the modifier is called: templates differ. */
function phases(modifiers: readonly ContentItem[]): string[] {
  const known: readonly string[] = Object.values(phase);
  const first = modifiers.find(({ code }) => code && known.includes(written(code)!));
  return first?.code ? [written(first.code)!] : otherPhases(modifiers);
}

/** CID 12233: a moment that is neither end of the cycle is another measurement. */
function otherPhases(modifiers: readonly ContentItem[]): string[] {
  const said = codeOf(modifiers, 'SCT:272518008');
  return said ? [written(said)!] : [];
}

function codeOf(modifiers: readonly ContentItem[], concept: string): Code | undefined {
  return modifiers.find((each) => each.code && isCode(each.concept, concept))?.code;
}

function written(code: Code | undefined): string | undefined {
  return code && `${code.scheme}:${code.value}`;
}

function markOf(own: readonly ContentItem[]): ReportedMeasurement['mark'] {
  const status = codeOf(own, modifier.selectionStatus);
  const derivation = codeOf(own, modifier.derivation);
  if (isCode(status, mark.meanChosen) || isCode(derivation, mark.mean)) return 'mean';
  if (isCode(derivation, mark.median)) return 'mean';
  if (isCode(status, mark.mostRecent)) return 'most recent';
  // User chosen value, or the reason that was chosen for (CID 12301).
  return status ? 'chosen by the reader' : undefined;
}
