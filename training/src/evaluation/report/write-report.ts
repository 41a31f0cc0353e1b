import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { assessModel, type ModelResults } from './assess-model';
import { ejectionFractionChart, fileName, taskCharts } from './charts';
import { page } from './page';
import type { PageFigure } from './page-figure';
import type { ReportData } from './report-data';
import { structureCharts } from './structure-section';
import { trainingCharts } from '../training-course/training-section';
import { writeCharts } from './write-charts';

/**
 * Writes the self-contained `report.html`, and every figure as SVG and PNG to `figures/`, which is
 * emptied first. The page is replaced last and atomically.
 *
 * @param results of `assessModel` on the same data
 */
export async function writeReport(
  directory: string,
  data: ReportData,
  results: ModelResults = assessModel(data),
): Promise<void> {
  const folder = path.join(directory, 'figures');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const tasks: Record<string, PageFigure[]> = {};
  for (const task of data.tasks) {
    tasks[task.id] = await writeCharts(folder, taskCharts(data, task, results));
  }
  const fractions = results.ejectionFraction?.fromVolumes;
  const ejectionFraction = fractions
    ? await writeCharts(folder, ejectionFractionChart(data, fractions))
    : [];
  const structures = results.structures
    ? await writeCharts(folder, structureCharts(results.structures, results.tasks))
    : [];
  const training = data.training ? await writeCharts(folder, trainingCharts(data.training)) : [];
  await writeSaliency(folder, data);

  writeFileAtomically(
    path.join(directory, 'report.html'),
    page(data, results, { tasks, ejectionFraction, structures, training }),
  );
}

async function writeSaliency(folder: string, { saliency = [] }: ReportData): Promise<void> {
  for (const [index, { taskId, input, map, overlap }] of saliency.entries()) {
    for (const [kind, image] of Object.entries({ input, map, overlap })) {
      const name = `${fileName(taskId)}-saliency-${index + 1}-${kind}.png`;
      await writeFile(path.join(folder, name), image);
    }
  }
}
