import {
  codeItem,
  containerItem,
  DCM,
  newUid,
  SCT,
  textItem,
  uidReferenceItem,
  type Code,
  type WrittenItem,
} from '@echonet/dicom';

/** Prefix of every tracking identifier. */
export const trackingPrefix = 'EchoNet ';

interface TrackedGroup {
  /** Follows the prefix in the tracking identifier. */
  readonly name: string;
  /** TID 1410 is of one region, TID 1501 of whole images. */
  readonly template: '1410' | '1501';
  /** Of TID 1410: the item of its region, which comes before the site. */
  readonly region?: WrittenItem;
  readonly site?: Code;
  readonly children: readonly WrittenItem[];
}

/** A measurement group with a unique tracking identifier (TID 1410, TID 1501). */
export function trackedGroup(group: TrackedGroup): WrittenItem {
  const { name, template, region, site, children } = group;
  return containerItem(
    DCM.MeasurementGroup,
    [
      textItem('HAS OBS CONTEXT', DCM.TrackingIdentifier, `${trackingPrefix}${name}`),
      uidReferenceItem('HAS OBS CONTEXT', DCM.TrackingUniqueIdentifier, newUid()),
      ...(region ? [region] : []),
      ...(site ? [codeItem('HAS CONCEPT MOD', SCT.FindingSite, site)] : []),
      ...children,
    ],
    template,
  );
}
