import type { Strings } from '../../strings';
import { capitalised } from '../../capitalised';
import type { MeasuredClip } from '../measured-clip';
import type { Report, ReportedClip } from '../report';
import { acceptedOf, type KeyFrame } from './key-frames';
import type { CurveFigure, Figure, ImageFigure, Outline } from './report-document';

/** Key frames of a clip with their contours, and its volume curve where it was measured. */
export function figuresOf(
  report: Report,
  clip: ReportedClip,
  keyFrames: readonly KeyFrame[],
  strings: Strings,
): Figure[] {
  const measured = acceptedOf(report, clip);
  return [
    ...keyFrames
      .filter((frame) => frame.clip.SOPInstanceUID === clip.SOPInstanceUID)
      .map((frame) => imageFigure(frame, measured, strings)),
    ...(measured ? curveFigure(measured, strings) : []),
  ];
}

function imageFigure(
  { clip, frameNumber, moment, jpeg, crop }: KeyFrame,
  measured: MeasuredClip | undefined,
  { report, reportDocument: words }: Strings,
): ImageFigure {
  const contours =
    measured?.contours.filter((contour) => contour.frameNumber === frameNumber) ?? [];
  const outlines = contours.map(({ structure, outline }): Outline => ({
    structure,
    points: outline.map(({ x, y }) => ({ x: x - crop.x, y: y - crop.y })),
  }));
  const place = words.frame(report.clipNumber(clip.number), frameNumber, moment);
  const drawn =
    contours.length > 0
      ? [
          words.contours(
            contours.map(({ structure }) => words.structures[structure]),
            contours.some(({ isEdited }) => isEdited),
          ),
        ]
      : [];
  return {
    kind: 'image',
    jpeg,
    width: crop.width,
    height: crop.height,
    outlines,
    caption: [capitalised(place), ...drawn].join('. '),
  };
}

function curveFigure(
  { curve, beats }: MeasuredClip,
  { reportDocument: words, locale }: Strings,
): CurveFigure[] {
  const { timesMs, volumes, unit } = curve;
  const known = volumes.filter(Number.isFinite);
  if (known.length === 0) {
    return [];
  }
  const largest = Math.max(...known);
  const isScaled = unit === 'cm';
  return [
    {
      kind: 'curve',
      timesMs,
      volumes: isScaled ? volumes : volumes.map((volume) => (100 * volume) / largest),
      marks: beats
        .filter(({ isUsed }) => isUsed)
        .flatMap(({ edFrame, esFrame }) => [
          { frame: edFrame - 1, moment: 'ED' as const },
          { frame: esFrame - 1, moment: 'ES' as const },
        ]),
      caption: words.volumeCurve(isScaled ? 'mL' : '%'),
      locale,
    },
  ];
}
