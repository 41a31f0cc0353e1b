/**
 * What the plugin is called in the objects that it stores. UIDs here and below were drawn once
 * (PS3.5 B.2) and never change.
 */
export const software = {
  manufacturer: 'EchoNet for OHIF',
  /** Device Observer UID, by which stored reports are recognised. */
  deviceUid: '2.25.28038216127670069657402826703802283046',
  deviceName: 'EchoNet for OHIF',
} as const;

/** Implementation Class UIDs (PS3.7 D.3.3.2) of what writes Part 10 files. */
export const implementationClassUid = {
  plugin: '2.25.73538568767852649964021475952582552449',
  training: '2.25.117548474023662955068583144211352848175',
} as const;

/** At most 16 characters (PS3.7 D.3.3.2). */
export const implementationVersionName = 'ECHONET_OHIF';
