import { isMeasured, type ChamberSize } from '@echonet/models/measures';
import type { MeasureId } from '../contours/measured';
import type { Moment } from '../contours/moments';
import type { ClipContours } from '../contours/state';
import type { ListedMeasurement } from '../host/measurement-list';
import { formatNumber } from '../panel/format';
import type { MeasuredClip, ReportedContour } from '../report/measured-clip';
import type { Strings } from '../strings';

/** The contours that a value is measured from; the heart rate is none of a contour. */
const contoursOf: Readonly<Record<MeasureId, readonly ContourName[]>> = {
  EDV: ['LV ED'],
  ESV: ['LV ES'],
  EF: ['LV ED', 'LV ES'],
  LAVolume: ['LA ES'],
  LAIndex: ['LA ES'],
  heartRate: [],
  MAPSE: ['LV ED', 'LV ES'],
};

type ContourName = `${ReportedContour['structure']} ${Moment}`;

interface ListedClip {
  readonly measured: MeasuredClip;
  readonly displaySetInstanceUID: string;
  readonly contours: ClipContours;
}

/**
 * A row for each contour from which the reader accepted a value, with the size of the chamber in its
 * frame. Values that the reader typed accept no contour.
 */
export function rowsOf(
  { measured, displaySetInstanceUID, contours }: ListedClip,
  isVisible: boolean,
  strings: Strings,
): ListedMeasurement[] {
  const accepted = measured.results.filter(
    ({ decision, origin }) => decision?.decision === 'accepted' && origin !== 'typed',
  );
  return measured.contours.flatMap((contour): ListedMeasurement[] => {
    const { structure, moment, frameNumber, outline, isEdited } = contour;
    const size = sizeOf(contours, contour);
    const values =
      moment &&
      accepted
        .map(({ id }) => id)
        .filter((id) => contoursOf[id].includes(`${structure} ${moment}`));
    if (!values || values.length === 0 || !size) {
      return [];
    }
    const { listed } = strings.contourEdits;
    const { abbreviations } = strings.contours;
    return [
      {
        id: `echonet.${measured.SOPInstanceUID}.${structure}.${moment}`,
        ...{ displaySetInstanceUID, outline, isVisible },
        SOPInstanceUID: measured.SOPInstanceUID,
        frameIndex: frameNumber - 1,
        label: listed.label(structure, moment),
        lines: [
          ...sizeLines(size, structure, strings),
          listed.accepted(values.map((id) => abbreviations[id]).join(', ')),
          isEdited
            ? listed.edited
            : listed.found(`${measured.model.name} ${measured.model.version}`),
        ],
        place: listed.place(measured.number, frameNumber),
        columns: {
          AnnotationType: 'EchoNet contour',
          Contour: `${structure} ${moment}`,
          Frame: String(frameNumber),
          ...sizeColumns(size, structure),
          Edited: isEdited ? 'by the reader' : 'no',
        },
      },
    ];
  });
}

function sizeOf(
  { frames }: ClipContours,
  { structure, frameNumber }: ReportedContour,
): ChamberSize | undefined {
  const reading = frames.at(frameNumber - 1)?.reading;
  if (!reading || !isMeasured(reading)) {
    return undefined;
  }
  return structure === 'LV' ? reading.ventricle : reading.atrium?.size;
}

/** As reports have it: the LV by disks, the atrium by area and length (Lang et al. 2015). */
function volumeOf(size: ChamberSize, structure: ReportedContour['structure']): number {
  return structure === 'LV' ? size.volumeDisks : size.volumeAreaLength;
}

function sizeLines(
  size: ChamberSize,
  structure: ReportedContour['structure'],
  { contourEdits: { listed }, locale }: Strings,
): string[] {
  return size.unit === 'pixel'
    ? [listed.withoutScale]
    : [
        listed.area(formatNumber(size.area, 1, locale)),
        listed.volume(formatNumber(volumeOf(size, structure), 0, locale), structure),
      ];
}

function sizeColumns(
  size: ChamberSize,
  structure: ReportedContour['structure'],
): Record<string, string> {
  return size.unit === 'pixel'
    ? {}
    : {
        'Area (cm2)': formatNumber(size.area, 1),
        'Volume (mL)': formatNumber(volumeOf(size, structure), 0),
      };
}
