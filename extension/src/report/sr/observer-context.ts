import {
  codeItem,
  DCM,
  personNameItem,
  software,
  textItem,
  uidReferenceItem,
  type WrittenItem,
} from '@echonet/dicom';
import type { Reader } from '../../host/user';
import type { Report } from '../report';

const context = 'HAS OBS CONTEXT';

/**
 * TID 1001 and 1002: the logged-in user, where there is one, and this software as a device (TID 1004)
 * whose model name is that of the network.
 */
export function observerContext({ manifest, reader }: Report, deviceUid: string): WrittenItem[] {
  return [
    ...(reader ? personObserver(reader) : []),
    codeItem(context, DCM.ObserverType, DCM.Device),
    uidReferenceItem(context, DCM.DeviceObserverUID, deviceUid),
    textItem(context, DCM.DeviceObserverName, software.deviceName),
    textItem(context, DCM.DeviceObserverManufacturer, software.manufacturer),
    textItem(context, DCM.DeviceObserverModelName, `${manifest.id} ${manifest.version}`),
  ];
}

/** TID 1003. */
export function personObserver({ personName: name, loginName }: Reader): WrittenItem[] {
  return [
    codeItem(context, DCM.ObserverType, DCM.Person),
    personNameItem(context, DCM.PersonObserverName, name),
    ...(loginName ? [textItem(context, DCM.PersonObserversLoginName, loginName)] : []),
  ];
}
