/** What this software is called in DICOM objects; UIDs were drawn at random once (PS3.5 B.2). */
export const software = {
  manufacturer: 'EchoNet for OHIF',
  /** Device Observer UID: reports are recognised by it, so it never changes. */
  deviceUid: '2.25.28038216127670069657402826703802283046',
  deviceName: 'EchoNet for OHIF',
} as const;

/** For the file meta header; Implementation Version Name has 16 characters at most. */
export const implementation = {
  classUid: '2.25.73538568767852649964021475952582552449',
  versionName: 'ECHONET_OHIF',
} as const;
