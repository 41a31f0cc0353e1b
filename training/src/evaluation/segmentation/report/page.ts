import { architectureTitle } from '@echonet/models';
import type { HeartStructure } from '@echonet/models/measures';
import { segmentationIntendedUse } from '../../../learning/intended-use';
import type { SegmentationRun, SegmentationSet } from '../../../learning/segmentation/config';
import { unknown } from '../../report/cells';
import { htmlDocument, warning } from '../../report/document';
import { html, type Html } from '../../report/html';
import { provenanceSection } from '../../report/model-sections';
import { tableHtml } from '../../report/table';
import type { SegmentationEvaluation, SetEvaluation } from '../segmentation-evaluation';
import { counted, numberCell, phaseTitles, structureTitles } from './text';

export interface SetSection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface SegmentationPage {
  readonly record: SegmentationRun;
  readonly evaluation: SegmentationEvaluation;
  readonly sets: readonly SetSection[];
  readonly intervals: Html;
  readonly learningCurve?: Html;
  readonly training: Html;
}

/** Self-contained report page of a segmentation run, without scripts. */
export function segmentationPage(page: SegmentationPage): string {
  const { record, evaluation, sets, learningCurve } = page;
  const named = record.structures.filter((name) => name !== 'background');
  const title = `EchoNet: contours of ${named.map((name) => structureTitles[name].toLowerCase()).join(', ')}`;
  const links = [
    ['data', 'Data'],
    ['summary', 'Summary'],
    ...sets.map(({ id, title: ofSet }) => [id, ofSet]),
    ['intervals', '90 % intervals'],
    ...(learningCurve ? [['learning-curve', 'Learning curve']] : []),
    ['training', 'Training'],
    ['methods', 'Methods'],
    ['provenance', 'Provenance'],
  ];
  const body = html`<header>
      <h1>${title}</h1>
      ${warning({ simulated: record.sets.every(({ simulated }) => simulated) })}
      <p><strong>Intended use.</strong> ${segmentationIntendedUse(record)}</p>
    </header>
    <nav aria-label="Contents">
      <ul>
        ${links.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ul>
    </nav>
    <main>
      ${dataSection(record.sets)} ${summarySection(evaluation.sets)}
      ${sets.map(
        ({ id, title: ofSet, body: content }) =>
          html`<section class="task" id="${id}">
            <h2>${ofSet}</h2>
            ${content}
          </section>`,
      )}
      ${page.intervals} ${learningCurve} ${page.training} ${methodsSection(record)}
      ${provenanceSection(provenanceOf(record, evaluation))}
    </main>`;
  return htmlDocument(title, body);
}

/** The structure whose Dice stands for a data set: the left ventricle where it is labelled. */
export function decisiveStructure({ labelled }: SegmentationSet): HeartStructure {
  const names = Object.keys(structureTitles) as HeartStructure[];
  return names.find((name) => labelled.includes(name)) ?? 'LV';
}

/** Name of a data set in headings. */
export function setTitle({ source, simulated }: Pick<SegmentationSet, 'source' | 'simulated'>) {
  return `${source}${simulated ? ' (simulated)' : ''}`;
}

function dataSection(sets: readonly SegmentationSet[]): Html {
  return html`<section id="data">
    <h2>Data</h2>
    ${tableHtml({
      caption: 'Data sets',
      columns: ['', 'Training', 'Validation', 'Test', 'Structures with masks'],
      rows: sets.map((set) => {
        const { train, validation, test } = set.split;
        return [
          setTitle(set),
          ...[train, validation, test].map(({ length }) => counted(length, 'patient')),
          set.labelled.join(', '),
        ];
      }),
    })}
    <ul>
      ${sets.map(
        ({ source, simulated, licence, citation }) =>
          html`<li>
            <strong>${source}.</strong> Licence:
            ${licence ?? (simulated ? 'none needed, simulated' : 'not recorded')}.
            ${citation ? `Citation: ${citation}.` : !simulated && 'Citation: not recorded.'}
          </li>`,
      )}
    </ul>
    <p class="note">Weights and images inherit the licence of the data that they come from.</p>
  </section>`;
}

function summarySection(sets: readonly SetEvaluation[]): Html {
  return html`<section id="summary">
    <h2>Summary</h2>
    <p>
      On test patients who were used neither for training nor for choosing the weights. Below each
      number: its 95 % interval.
    </p>
    ${tableHtml({
      caption: 'Left ventricle on the test patients',
      columns: [
        '',
        'Patients',
        ...(['ED', 'ES'] as const).map((phase) => `Dice, ${phaseTitles[phase]}`),
        'EDV R²',
        'EF r',
        'EF mean absolute error (%)',
      ],
      rows: sets.map(({ source, simulated, test: { patients, structures, measures } }) => {
        const dice = (phase: string) =>
          structures.find((one) => one.structure === 'LV' && one.phase === phase)?.metrics.dice;
        const metrics = (id: string) => measures.find(({ measure }) => measure === id)?.metrics;
        return [
          setTitle({ source, simulated }),
          patients > 0 ? String(patients) : unknown,
          numberCell(dice('ED'), 3),
          numberCell(dice('ES'), 3),
          numberCell(metrics('EDV')?.r2, 3),
          numberCell(metrics('EF')?.r, 3),
          numberCell(metrics('EF')?.mae, 1),
        ];
      }),
    })}
  </section>`;
}

function methodsSection({ config }: SegmentationRun): Html {
  return html`<section id="methods">
    <h2>Methods</h2>
    <ul>
      <li>
        Dice: twice the overlap of mask and result over the sum of their areas, in prepared pixels.
        Hausdorff 95 %: the larger of both directions' 95th percentiles of the distance between the
        contours. Mean surface distance: the mean of both directions. Distances are of each
        structure's largest part.
      </li>
      <li>
        Volumes and ejection fraction of masks and network are measured by the same program: the
        ventricle by single-plane disks at end-diastole and end-systole, the atrium by area and
        length at end-systole. They tell how well the contours agree, not how well one plane stands
        for the whole heart.
      </li>
      <li>
        95 % intervals: percentiles of 1000 bootstrap resamples of the patients (seed
        ${config.seed}); Wilson's for the shares that an interval holds. Bias is the mean of
        predicted − true.
      </li>
      <li>
        R² compares with always giving the mean of the test patients. It is lower in a group whose
        values vary less; compare groups by their mean absolute error.
      </li>
    </ul>
  </section>`;
}

function provenanceOf(
  record: SegmentationRun,
  { epoch, weights }: SegmentationEvaluation,
): Record<string, string> {
  const { config, sets, architecture } = record;
  return {
    Command: record.command,
    Trained: record.startedAt,
    Commit: record.commit || 'unknown',
    Data: config.sources
      .map(({ data }, set) => `${data} (SHA-256 ${sets[set].fingerprint})`)
      .join('; '),
    Network: `${architectureTitle(architecture)}, ${architecture.inputSize} x ${architecture.inputSize} x ${architecture.channels}`,
    Weights: `of epoch ${epoch}, best on validation, ${weights}`,
    ...(config.init !== undefined && { 'Initial weights': config.init }),
    Seed: String(config.seed),
  };
}
