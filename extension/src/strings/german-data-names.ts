/** What `echonet export` says of training data to which nobody gave a name, in German. */
const germanNames: Readonly<Record<string, string>> = {
  'simulated echocardiograms': 'simulierte Echokardiogramme',
  'simulated ultrasound clips of many views': 'simulierte Ultraschallclips vieler Schnittebenen',
  'real patients': 'echte Echokardiogramme',
};

/** Names of data sets are the same in every language. */
export const germanDataName = (data: string): string => germanNames[data] ?? data;
