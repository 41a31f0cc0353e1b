import type { ImagePoint } from '@echonet/models';
import type { SegmentationSet } from '../../../learning/segmentation/config';
import { escapeMarkup } from '../../escape-markup';
import { valueText } from '../../figures/number-text';
import { html, Html } from '../../report/html';
import { pngUrl } from '../../report/page-figure';
import { phaseTitles, structureTitles } from './text';
import type { OutlinedFrame } from './worst-frames';

/**
 * Sky blue and orange of Okabe and Ito, bright on echoes in every theme; the dashes tell them apart
 * without colours.
 */
const strokes = {
  truth: 'stroke="#56b4e9" stroke-width="1.3"',
  predicted: 'stroke="#e69f00" stroke-width="1.3" stroke-dasharray="4 2.5"',
} as const;

/** Figures of the frames with the lowest Dice. */
export function worstFramesHtml(
  frames: readonly OutlinedFrame[],
  { licence, citation, simulated }: Pick<SegmentationSet, 'licence' | 'citation' | 'simulated'>,
): Html | undefined {
  if (frames.length === 0) {
    return undefined;
  }
  const { structure } = frames[0].agreement;
  const terms = [licence && `licence ${licence}`, citation].filter(Boolean).join('; ');
  return html`<h3>Worst test frames</h3>
    <p>
      The ${frames.length} test frames with the lowest Dice of the
      ${structureTitles[structure].toLowerCase()}. ${key('truth')} mask, ${key('predicted')}
      network.
      ${
        !simulated &&
        `The images are of patients: pass this report on only as the data set allows${terms && ` (${terms})`}.`
      }
    </p>
    <div class="outlined">${frames.map(frameFigure)}</div>`;
}

function frameFigure({
  case: { clip, truth, predicted },
  agreement: { dice, hausdorff95, phase },
  size,
  png,
  truth: trueLines,
  predicted: lines,
}: OutlinedFrame): Html {
  const distance =
    hausdorff95 !== undefined && clip.mmPerPixel !== undefined
      ? `, Hausdorff 95 % ${valueText(hausdorff95, 1)} mm`
      : '';
  const title = `Dice ${valueText(dice, 3)}, ${phaseTitles[phase]}${distance}`;
  const fraction =
    truth.EF === undefined
      ? undefined
      : `EF ${valueText(truth.EF, 0)} % by the masks, ${
          predicted.EF === undefined ? 'none' : `${valueText(predicted.EF, 0)} %`
        } by the network.`;
  const description = escapeMarkup(
    `Frame of clip ${clip.clipId} with the contours of mask and network. ${title}.`,
  );
  // Built as text: Html would escape the paths' quotes.
  const svg = [
    `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${description}">`,
    `<image href="${pngUrl(png)}" width="${size}" height="${size}"/>`,
    path(trueLines, 'truth'),
    path(lines, 'predicted'),
    '</svg>',
  ].join('');
  return html`<figure>
    ${new Html(svg)}
    <figcaption>
      <strong>${title}.</strong> ${fraction} Patient ${clip.patientId}, clip
      ${clip.clipId}${clip.imageQuality && `, image quality ${clip.imageQuality}`}.
    </figcaption>
  </figure>`;
}

function path(lines: readonly (readonly ImagePoint[])[], observer: keyof typeof strokes): string {
  const d = lines.map(
    (line) => `M${line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`,
  );
  return `<path d="${d.join('')}" fill="none" ${strokes[observer]}/>`;
}

/** Sample of a line for the text. */
function key(observer: keyof typeof strokes): Html {
  return new Html(
    `<svg class="key" viewBox="0 0 40 10" aria-hidden="true"><path d="M3 5h34" fill="none" ${strokes[observer]}/></svg>`,
  );
}
