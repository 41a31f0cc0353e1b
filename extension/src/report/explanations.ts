import { firstText, sequenceItems, software } from '@echonet/dicom';
import type { DisplaySet } from '../host/contracts';
import { automaticCaptureSeries } from './automatic-series';
import type { StoredExplanation } from './sr/report-context';

/** Captures of the saliency overlay in a study, by the clips that they cite as their source. */
export function storedExplanations(displaySets: readonly DisplaySet[]): StoredExplanation[] {
  return displaySets
    .filter(({ Modality }) => Modality === 'OT')
    .flatMap(({ instances, instance }) => instances ?? [instance])
    .flatMap((each) => explanationOf(each) ?? []);
}

function explanationOf(instance: unknown): StoredExplanation | undefined {
  const [attributes] = sequenceItems(instance);
  if (!attributes || firstText(attributes.Manufacturer) !== software.manufacturer) {
    return undefined;
  }
  if (firstText(attributes.SeriesDescription) === automaticCaptureSeries) {
    return undefined;
  }
  const [source] = sequenceItems(attributes.SourceImageSequence);
  const explanation = {
    SOPClassUID: firstText(attributes.SOPClassUID),
    SOPInstanceUID: firstText(attributes.SOPInstanceUID),
    SeriesInstanceUID: firstText(attributes.SeriesInstanceUID),
    StudyInstanceUID: firstText(attributes.StudyInstanceUID),
    ofClip: firstText(source?.ReferencedSOPInstanceUID),
  };
  return Object.values(explanation).every(Boolean) ? explanation : undefined;
}
