import {
  closedPolylineItem,
  codeItem,
  DCM,
  LN,
  SCT,
  textItem,
  type Code,
  type WrittenItem,
} from '@echonet/dicom';
import { cutAtriumNote } from '@echonet/models';
import type { MeasureId } from '../../contours/measured';
import {
  acceptedResults,
  type MeasuredClip,
  type MeasuredResult,
  type ReportedContour,
} from '../measured-clip';
import type { Report, ReportedClip } from '../report';
import { algorithmItems, type Algorithm } from './algorithm';
import { contourOriginCode, ownConcept, valueOriginCode } from './codes';
import { decisionItem } from './decision-item';
import { measuredMeasurement } from './measured-measurement';
import { intervalText, measurementItem } from './measurement';
import { writeReaderChanges } from './reader-changes';
import type { ReportContext } from './report-context';
import { selectedEjectionFraction, selectionCode } from './selected-ejection-fraction';
import { trackedGroup } from './tracked-group';

const sites: Readonly<Record<ReportedContour['structure'], Code>> = {
  LV: SCT.LeftVentricle,
  LA: SCT.LeftAtrium,
};

/** The contour beside which a viewer shows a value. */
const placeOf: Readonly<Partial<Record<MeasureId, `${'LV' | 'LA'} ${'ED' | 'ES'}`>>> = {
  EDV: 'LV ED',
  ESV: 'LV ES',
  EF: 'LV ES',
  MAPSE: 'LV ES',
  LAVolume: 'LA ES',
  LAIndex: 'LA ES',
};

/**
 * What a reader accepted of the values measured from contours: a group for each contour (TID 1410) with
 * the values that it shows, then one (TID 1501) for values without a contour. Nothing of a clip of which
 * the reader accepted nothing.
 */
export function contourGroups(report: Report, context: ReportContext): WrittenItem[] {
  return report.measured.flatMap((measured) => {
    const clip = report.clips.find(
      ({ SOPInstanceUID }) => SOPInstanceUID === measured.SOPInstanceUID,
    );
    const accepted = acceptedResults(measured).filter((result) => !isFoundHeartRate(result));
    return clip && accepted.length > 0 ? groupsOf(report, context, clip, measured, accepted) : [];
  });
}

function groupsOf(
  report: Report,
  context: ReportContext,
  clip: ReportedClip,
  measured: MeasuredClip,
  accepted: readonly MeasuredResult[],
): WrittenItem[] {
  const isOfLv = ({ id }: MeasuredResult) => placeOf[id]?.startsWith('LV') === true;
  const isOfLa = ({ id }: MeasuredResult) => placeOf[id]?.startsWith('LA') === true;
  const isNeeded = ({ structure }: ReportedContour) =>
    accepted.some(structure === 'LV' ? isOfLv : isOfLa);
  const contours = measured.contours.filter(isNeeded);
  const shownBeside = ({ id, origin }: MeasuredResult) =>
    origin === 'typed'
      ? undefined
      : contours.find(({ structure, moment }) => `${structure} ${moment}` === placeOf[id]);
  const numbers = (results: readonly MeasuredResult[]) =>
    results.map((result) => measuredItem(report, context, clip, measured, result));
  const algorithm = algorithmItems(contourAlgorithm(report, measured));
  const nameOf = ({ structure, moment, frameNumber }: ReportedContour) =>
    `${structure} contour, ${moment ?? `frame ${frameNumber}`}, clip ${clip.number}`;

  const withContour = contours.map((contour, index) =>
    trackedGroup({
      name: nameOf(contour),
      template: '1410',
      region: region('CONTAINS', DCM.ImageRegion, contour, clip, context),
      site: sites[contour.structure],
      children: [
        ...algorithm,
        ...numbers(accepted.filter((result) => shownBeside(result) === contour)),
        codeItem(
          'CONTAINS',
          ownConcept.contourOrigin,
          contour.isEdited ? contourOriginCode.reader : contourOriginCode.software,
        ),
        textItem('CONTAINS', ownConcept.beats, beatsText(measured)),
        ...(index === 0 && measured.edits
          ? [textItem('CONTAINS', ownConcept.readerChanges, writeReaderChanges(measured.edits))]
          : []),
      ],
    }),
  );
  const without = (isTyped: boolean) =>
    accepted.filter(
      (result) => (result.origin === 'typed') === isTyped && shownBeside(result) === undefined,
    );
  const withoutContour = (name: string, results: readonly MeasuredResult[], isTyped: boolean) =>
    results.length === 0
      ? []
      : [
          trackedGroup({
            name: `${name}, clip ${clip.number}`,
            template: '1501',
            children: [
              ...(isTyped ? [] : algorithm),
              ...numbers(results),
              closedPolylineItem('CONTAINS', DCM.SourceOfMeasurement, clip.sectorOutline, {
                SOPClassUID: context.sopClassOf(clip.SOPInstanceUID),
                SOPInstanceUID: clip.SOPInstanceUID,
                frameNumbers: [measured.beats[0]?.edFrame ?? 1],
              }),
            ],
          }),
        ];
  return [
    ...withContour,
    ...withoutContour('measured values', without(false), false),
    ...withoutContour('typed values', without(true), true),
  ];
}

function region(
  relationship: 'CONTAINS' | 'INFERRED FROM',
  name: Code,
  { outline, frameNumber }: ReportedContour,
  { SOPInstanceUID }: ReportedClip,
  { sopClassOf }: ReportContext,
): WrittenItem {
  return closedPolylineItem(relationship, name, outline, {
    SOPClassUID: sopClassOf(SOPInstanceUID),
    SOPInstanceUID,
    frameNumbers: [frameNumber],
  });
}

function measuredItem(
  report: Report,
  context: ReportContext,
  clip: ReportedClip,
  measured: MeasuredClip,
  result: MeasuredResult,
): WrittenItem {
  const { id, origin, unit, interval90, decision } = result;
  const selected = selectedEjectionFraction(report);
  const isSelected =
    id === 'EF' && selected?.of === 'clip' && selected.SOPInstanceUID === clip.SOPInstanceUID;
  const isOfBothMoments = id === 'EF' || id === 'MAPSE';
  const sources =
    origin === 'typed'
      ? []
      : measured.contours.filter(({ structure, moment }) =>
          isOfBothMoments
            ? structure === 'LV' && moment !== undefined
            : `${structure} ${moment}` === placeOf[id],
        );
  return measurementItem('CONTAINS', {
    ...measuredMeasurement(result, { view: clip.view, beatCount: usedBeats(measured).length }),
    ...(isSelected && selected && { selection: selectionCode(selected) }),
    properties: [
      textItem('HAS PROPERTIES', ownConcept.resultId, `measured.${id}`),
      codeItem('HAS PROPERTIES', ownConcept.valueOrigin, valueOriginCode[origin]),
      decisionItem('HAS PROPERTIES', decision),
      ...(origin === 'typed'
        ? []
        : [
            textItem(
              'HAS PROPERTIES',
              DCM.Comment,
              `${beatsText(measured)}${intervalText(unit, interval90)}.${limitText([{ result }])}`,
            ),
          ]),
    ],
    sources: sources.map((contour) =>
      region('INFERRED FROM', DCM.SourceOfMeasurement, contour, clip, context),
    ),
  });
}

/** It has no place in the image; one that the reader typed stands beside other typed values. */
function isFoundHeartRate({ id, origin }: MeasuredResult): boolean {
  return id === 'heartRate' && origin !== 'typed';
}

export function heartRateItems(report: Report): WrittenItem[] {
  return report.measured.flatMap((measured) =>
    acceptedResults(measured)
      .filter(isFoundHeartRate)
      .map((result) =>
        measurementItem('CONTAINS', {
          ...measuredMeasurement(result, { view: undefined, beatCount: 1 }),
          name: LN.HeartRate,
          algorithm: contourAlgorithms(report),
          properties: [
            textItem('HAS PROPERTIES', ownConcept.resultId, 'measured.heartRate'),
            codeItem('HAS PROPERTIES', ownConcept.valueOrigin, valueOriginCode[result.origin]),
            decisionItem('HAS PROPERTIES', result.decision),
            textItem('HAS PROPERTIES', DCM.Comment, `Clip ${measured.number}.`),
          ],
        }),
      ),
  );
}

/** The network that drew the contours of a report. */
export function contourAlgorithms(report: Report): WrittenItem[] {
  const [first] = report.measured;
  return first ? algorithmItems(contourAlgorithm(report, first)) : [];
}

export function contourAlgorithm({ softwareVersion }: Report, { model }: MeasuredClip): Algorithm {
  return { model, sha256: model.sha256, softwareVersion, parameters: [] };
}

export function usedBeats({ beats }: MeasuredClip) {
  return beats.filter(({ isUsed }) => isUsed);
}

/** A sentence after others where a value, or one of those that it is the mean of, is a lower limit. */
export function limitText(parts: readonly { readonly result: MeasuredResult }[]): string {
  return parts.some(({ result }) => result.isLowerLimit) ? ` ${cutAtriumNote}` : '';
}

/** 'Median of beats 1, 2 and 3 (ED frame 4, ES frame 12; ...)'. */
export function beatsText(measured: MeasuredClip): string {
  const used = usedBeats(measured);
  const frames = used.map(
    ({ number, edFrame, esFrame }) => `beat ${number}: ED frame ${edFrame}, ES frame ${esFrame}`,
  );
  const what = measured.isWholeBeat ? 'heartbeat' : 'part of a heartbeat';
  const count = used.length > 1 ? `Median of ${used.length} heartbeats` : `One ${what}`;
  const ofHowMany =
    measured.beats.length > used.length ? ` of ${measured.beats.length}, chosen by the reader` : '';
  return `${count}${ofHowMany} (${frames.join('; ')})`;
}
