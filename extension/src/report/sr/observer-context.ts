import type { Reader } from '../../host/user';
import { software } from '../dicom/software';
import type { Report } from '../report';
import { concept } from './codes';
import { code, personName, text, uidReference } from './content-item';
import type { ContentItem } from './content-item';

const context = 'HAS OBS CONTEXT';

/**
 * TID 1001 and 1002: who reports it, where that is known, and this software (TID 1004), of which the
 * model is the device's model.
 */
export function observerContext({ manifest, reader }: Report): ContentItem[] {
  return [
    ...(reader ? personObserver(reader) : []),
    code(context, concept.observerType, concept.device),
    uidReference(context, concept.deviceUid, software.deviceUid),
    text(context, concept.deviceName, software.deviceName),
    text(context, concept.deviceManufacturer, software.manufacturer),
    text(context, concept.deviceModelName, `${manifest.id} ${manifest.version}`),
  ];
}

/** TID 1003. */
export function personObserver({ personName: name, loginName }: Reader): ContentItem[] {
  return [
    code(context, concept.observerType, concept.person),
    personName(context, concept.personName, name),
    ...(loginName ? [text(context, concept.personLoginName, loginName)] : []),
  ];
}
