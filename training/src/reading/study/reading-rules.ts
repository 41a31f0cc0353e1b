import type { ClipFacts } from '../decoder/clip-facts';

/** Inclusive, YYYYMMDD; open at an end without a date. */
export interface DateRange {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Which clips may be read, by their own headers: a search can find more than was meant. A clip that does
 * not say what a rule asks for may not be read.
 */
export interface ReadingRules {
  /** Institution Names. */
  readonly institutions?: readonly string[];
  /** AE titles of equipment, one of which the clip must name. */
  readonly aeTitles?: readonly string[];
  /** Body Parts Examined, upper case. */
  readonly bodyParts?: readonly string[];
  /** Of the Study Date. */
  readonly dates?: DateRange;
}

export type RuledFacts = Pick<
  ClipFacts,
  'InstitutionName' | 'aeTitles' | 'BodyPartExamined' | 'StudyDate'
>;

/** Why a clip may not be read, as a sentence; undefined where it may. */
export function ruleAgainst(rules: ReadingRules, facts: RuledFacts): string | undefined {
  const { institutions, aeTitles, bodyParts, dates } = rules;
  if (institutions && !institutions.includes(facts.InstitutionName)) {
    return `The clip is ${of('institution', facts.InstitutionName)}, which is not among those that may be read.`;
  }
  if (aeTitles && !facts.aeTitles.some((title) => aeTitles.includes(title))) {
    return `The clip is ${of('equipment', facts.aeTitles.join('", "'))}, which is not among the AE titles that may be read.`;
  }
  if (bodyParts && !bodyParts.includes(facts.BodyPartExamined.toUpperCase())) {
    return `The clip is ${of('body part', facts.BodyPartExamined)}, which is not among those that may be read.`;
  }
  return dates && dateAgainst(dates, facts.StudyDate);
}

/** Why a study of this date, YYYYMMDD or empty, may not be read. */
export function dateAgainst({ from = '', to = '99999999' }: DateRange, StudyDate: string) {
  return /^\d{8}$/.test(StudyDate) && StudyDate >= from && StudyDate <= to
    ? undefined
    : `The study is ${of('date', StudyDate)}, which is not among those that may be read.`;
}

function of(what: string, value: string): string {
  return value === '' ? `of no ${what} that its header names` : `of the ${what} "${value}"`;
}

/** What tells readings under other rules apart; undefined without rules. */
export function rulesKey(rules: ReadingRules): string | undefined {
  const { institutions, aeTitles, bodyParts, dates } = rules;
  const sorted = (values: readonly string[] | undefined) => values && [...new Set(values)].sort();
  const parts = [
    sorted(institutions),
    sorted(aeTitles),
    sorted(bodyParts),
    dates && [dates.from, dates.to],
  ];
  return parts.some(Boolean) ? JSON.stringify(parts) : undefined;
}

/**
 * @param text as a search writes it: 20260101-20261231, 20260101-, -20261231 or 20260101
 * @returns undefined for anything else, and for a range that ends before it begins
 */
export function dateRange(text: string): DateRange | undefined {
  const [, from, dash, to] = /^(\d{8})?(-?)(\d{8})?$/.exec(text) ?? [];
  if ((!from && !to) || (!dash && to) || (from && to && to < from)) {
    return undefined;
  }
  return dash ? { ...(from && { from }), ...(to && { to }) } : { from, to: from };
}
