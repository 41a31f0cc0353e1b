import { html, type Html } from '../../report/html';
import { tableHtml } from '../../report/table';
import type { SegmentationResults, StructureResults } from '../assess-segmentation';
import { numberCell, phaseTitles, structureTitles } from './text';

/** Dice and distances of the contours by structure and phase. */
export function overlapTable({ structures }: SegmentationResults): Html {
  const order = [...new Set(structures.map(({ structure }) => structure))];
  const units = [...new Set(structures.map(({ distanceUnit }) => distanceUnit))].join(' or ');
  const failures = structures.reduce((sum, one) => sum + one.failures, 0);
  return html`${tableHtml({
    caption: 'Contours on the test patients',
    columns: [
      'Structure',
      'Frames',
      'Dice',
      `Hausdorff 95 % (${units})`,
      `Mean surface distance (${units})`,
      'Failures',
    ],
    rows: order.flatMap((name) =>
      structures.filter(({ structure }) => structure === name).map(overlapRow),
    ),
  })}
  ${
    failures > 0 &&
    html`<p class="note">
      Failures: frames in which either the mask or the network has no contour of the structure. They
      count as Dice 0, and have no distance.
    </p>`
  }`;
}

function overlapRow({ structure, phase, frames, failures, metrics }: StructureResults) {
  return [
    `${structureTitles[structure]}, ${phaseTitles[phase]}`,
    String(frames),
    numberCell(metrics.dice, 3),
    numberCell(metrics.hausdorff95, 1),
    numberCell(metrics.meanDistance, 1),
    String(failures),
  ];
}
