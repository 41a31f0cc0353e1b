import type { ModelResults } from './assess-model';
import { html } from './html';
import {
  comparisonSection,
  ejectionFractionSection,
  methodsSection,
  provenanceSection,
  saliencySection,
  summarySection,
} from './model-sections';
import { pageFigure, type PageFigure } from './page-figure';
import { publishedSection, publishedTasks } from './published-section';
import type { ReportData } from './report-data';
import { htmlDocument, warning } from './document';
import { structureSection } from './structure-section';
import { trainingSection } from '../training-course/training-section';
import { taskSection } from './task-section';

export interface PageFigures {
  /** By task id. */
  readonly tasks: Readonly<Record<string, readonly PageFigure[]>>;
  readonly ejectionFraction: readonly PageFigure[];
  readonly structures: readonly PageFigure[];
  readonly training: readonly PageFigure[];
}

/** Self-contained report page without scripts. */
export function page(data: ReportData, results: ModelResults, figures: PageFigures): string {
  const { tasks, title, saliency = [] } = data;
  const { ejectionFraction, comparisons, structures } = results;
  const isPublished = publishedTasks(tasks).length > 0;
  const links = [
    ['summary', 'Summary'],
    ...(isPublished ? [['published', 'Published results']] : []),
    ...tasks.map(({ id, name }) => [`task-${id}`, name]),
    ...(ejectionFraction ? [['ejection-fraction', 'EF from volumes']] : []),
    ...(comparisons.length > 0 ? [['comparison', 'Other models']] : []),
    ...(structures ? [['structures', 'Structures']] : []),
    ...(data.training ? [['training', 'Training']] : []),
    ...(saliency.length > 0 ? [['saliency', 'Saliency']] : []),
    ['methods', 'Methods'],
    ['provenance', 'Provenance'],
  ];
  const body = html`<header>
      <h1>${title}</h1>
      ${warning(data)}
      <p><strong>Intended use.</strong> ${data.intendedUse}</p>
    </header>
    <nav aria-label="Contents">
      <ul>
        ${links.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ul>
    </nav>
    <main>
      ${summarySection(data, results)} ${isPublished && publishedSection(data, results)}
      ${tasks.map((task) =>
        taskSection(
          task,
          results.tasks[task.id],
          (figures.tasks[task.id] ?? []).map(pageFigure),
          data.intervals?.[task.id],
        ),
      )}
      ${
        ejectionFraction &&
        ejectionFractionSection(
          ejectionFraction,
          results.tasks.EF.decimals,
          figures.ejectionFraction.map(pageFigure),
        )
      }
      ${comparisons.length > 0 && comparisonSection(results.tasks, comparisons)}
      ${structures && structureSection(structures, results.tasks, figures.structures.map(pageFigure))}
      ${data.training && trainingSection(data.training, figures.training.map(pageFigure))}
      ${saliency.length > 0 && saliencySection(data)} ${methodsSection(results)}
      ${provenanceSection(data.provenance)}
    </main>`;
  return htmlDocument(title, body);
}
