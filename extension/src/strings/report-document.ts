/** The report as text and as PDF. */
export const reportDocumentEn = {
  measured: 'measured from contours',
  predicted: 'predicted by a neural network',
  meanOf: (count: number, how: string) => `mean of ${count} clips, ${how}`,
  range: (low: string, high: string) => `normal ${low} to ${high}`,
  further: (values: readonly string[]) => `Further accepted results: ${values.join('; ')}.`,
  notAccepted: (count: number) =>
    `${count} ${count === 1 ? 'result' : 'results'} not accepted by the reader, not listed.`,
  nothingAccepted: 'The reader has accepted no result.',
  acceptFirst: 'Only accepted results go into text and PDF: accept at least one.',

  print: 'Open PDF to print',
  blocked: 'The browser blocks the new window: allow it for this page, or save the PDF.',

  kind: 'Echocardiogram: results of deep learning',
  preliminary: 'PRELIMINARY',
  notVerified: 'Not a verified document. Holds only what the reader accepted.',
  acceptedBy: (reader: string, time: string) => `Values accepted by ${reader}; made on ${time}.`,
  unknownReader: 'a reader who was not logged in',
  /** Of a document that no reader has seen. */
  automatic: {
    heading: 'EchoNet, read automatically',
    badge: 'UNREAD, PRELIMINARY',
    unchecked: 'Read automatically; no person has checked it.',
    status: (time: string) =>
      `Not a verified document. Read automatically on ${time}; no person has checked it, and no reader has accepted any of these values.`,
  },
  made: (software: string) => `Made by ${software}.`,
  patient: {
    name: 'Patient',
    id: 'Patient ID',
    birthDate: 'Born',
    sex: 'Sex',
    study: 'Study',
    description: 'Description',
    accessionNumber: 'Accession number',
    referringPhysician: 'Referred by',
  },
  sexes: { M: 'male', F: 'female', O: 'other' } as Readonly<Record<string, string>>,
  deidentified: 'De-identified: no patient and no study named.',
  onPage: (page: number, count: number) => `Page ${page} of ${count}`,

  findings: 'Findings',
  values: 'Values',
  columns: {
    result: 'Result',
    value: 'Value',
    assessment: 'Assessment',
    normal: 'Normal',
    interval: '90 % interval',
    basis: 'Method and evaluation',
  },
  rangeOf: (low: string, high: string) => `${low} to ${high}`,
  probability: (probability: string, cutOff: string | undefined) =>
    cutOff === undefined ? probability : `${probability} (cut-off ${cutOff})`,
  limitsSource:
    'Normal limits and words: Lang et al., J Am Soc Echocardiogr 2015;28:1-39; limits of volumes are those of biplane disks.',
  frames: 'Key frames',
  frame: (clip: string, frame: number, moment: string | undefined) =>
    [clip, `frame ${frame}`, moment].filter(Boolean).join(', '),
  structures: { LV: 'LV (solid line)', LA: 'LA (dashed)' },
  contours: (structures: readonly string[], isEdited: boolean) =>
    `Contour: ${structures.join(', ')}${isEdited ? ', edited by the reader' : ''}`,
  volumeCurve: (unit: 'mL' | '%'): string =>
    unit === 'mL' ? 'LV volume of each frame (mL)' : 'LV volume of each frame (% of largest)',
  models: 'Models',
  modelColumns: {
    model: 'Model',
    use: 'Used for',
    trained: 'Trained on',
    hash: 'SHA-256',
  },
  predictions: 'predictions',
  tracing: 'contours',
  trainedOn: (data: string, patients: string, isSimulated: boolean) =>
    `${data} (${patients}${isSimulated ? ', SIMULATED' : ''})`,
  notices: 'Notices',
};

export type ReportDocumentStrings = typeof reportDocumentEn;

/** Sentences by structure; see the setting report.sentences. */
export const reportSentencesEn: readonly string[] = [
  'Left ventricle: ' +
    '[End-diastolic volume is [{EDV.word} at ]{EDV}[ ({EDV.interval})]. ]' +
    '[End-systolic volume is [{ESV.word} at ]{ESV}[ ({ESV.interval})]. ]' +
    '[Ejection fraction is [{EF.word} at ]{EF}[ ({EF.interval})]. ]' +
    '[Mitral annular plane systolic excursion is {MAPSE}[ ({MAPSE.interval})]. ]' +
    '[Hypertrophy: {LVH}[ (probability {LVH.probability}[, cut-off {LVH.cutOff}])].]',
  'Left atrium: ' +
    '[Volume is [{LAVolume.word} at ]{LAVolume}[ ({LAVolume.interval})]. ]' +
    '[Volume index is [{LAIndex.word} at ]{LAIndex}[ ({LAIndex.interval})]. ]' +
    '[Severe dilation: {LADilation}[ (probability {LADilation.probability}[, cut-off {LADilation.cutOff}])].]',
  'Right atrium: [Major axis is [{RADimension.word} at ]{RADimension}[ ({RADimension.interval})].]',
  'Devices: [Pacemaker or defibrillator lead: {lead}[ (probability {lead.probability}[, cut-off {lead.cutOff}])].]',
  'Rhythm: [Heart rate {heartRate}[ ({heartRate.interval})].]',
];

export const reportDocumentDe: ReportDocumentStrings = {
  measured: 'aus Konturen gemessen',
  predicted: 'von einem neuronalen Netz vorhergesagt',
  meanOf: (count, how) => `Mittel aus ${count} Clips, ${how}`,
  range: (low, high) => `normal ${low} bis ${high}`,
  further: (values) => `Weitere angenommene Ergebnisse: ${values.join('; ')}.`,
  notAccepted: (count) =>
    `${count} ${count === 1 ? 'Ergebnis' : 'Ergebnisse'} vom Befunder nicht angenommen, nicht aufgeführt.`,
  nothingAccepted: 'Der Befunder hat kein Ergebnis angenommen.',
  acceptFirst:
    'Nur angenommene Ergebnisse kommen in Text und PDF: Bitte mindestens eines annehmen.',

  print: 'PDF zum Drucken öffnen',
  blocked:
    'Der Browser blockiert das neue Fenster: Bitte für diese Seite erlauben oder das PDF speichern.',

  kind: 'Echokardiogramm: Ergebnisse von Deep Learning',
  preliminary: 'VORLÄUFIG',
  notVerified: 'Kein verifiziertes Dokument. Enthält nur, was der Befunder angenommen hat.',
  acceptedBy: (reader, time) => `Werte angenommen von ${reader}; erstellt am ${time}.`,
  unknownReader: 'einem nicht angemeldeten Befunder',
  automatic: {
    heading: 'EchoNet, automatisch ausgewertet',
    badge: 'UNGESEHEN, VORLÄUFIG',
    unchecked: 'Automatisch ausgewertet; von niemandem geprüft.',
    status: (time) =>
      `Kein verifiziertes Dokument. Automatisch ausgewertet am ${time}; von niemandem geprüft, und kein Befunder hat einen dieser Werte angenommen.`,
  },
  made: (software) => `Erstellt von ${software}.`,
  patient: {
    name: 'Patient',
    id: 'Patienten-ID',
    birthDate: 'Geboren',
    sex: 'Geschlecht',
    study: 'Untersuchung',
    description: 'Beschreibung',
    accessionNumber: 'Anforderungsnummer',
    referringPhysician: 'Zuweiser',
  },
  sexes: { M: 'männlich', F: 'weiblich', O: 'divers' },
  deidentified: 'Anonymisiert: weder Patient noch Untersuchung genannt.',
  onPage: (page, count) => `Seite ${page} von ${count}`,

  findings: 'Befund',
  values: 'Werte',
  columns: {
    result: 'Ergebnis',
    value: 'Wert',
    assessment: 'Bewertung',
    normal: 'Norm',
    interval: '90-%-Intervall',
    basis: 'Methode und Evaluation',
  },
  rangeOf: (low, high) => `${low} bis ${high}`,
  probability: (probability, cutOff) =>
    cutOff === undefined ? probability : `${probability} (Schwelle ${cutOff})`,
  limitsSource:
    'Normwerte und Bewertung: Lang et al., J Am Soc Echocardiogr 2015;28:1-39; Volumengrenzen gelten für biplane Scheibchensummation.',
  frames: 'Schlüsselbilder',
  frame: (clip, frame, moment) => [clip, `Bild ${frame}`, moment].filter(Boolean).join(', '),
  structures: { LV: 'LV (durchgezogen)', LA: 'LA (gestrichelt)' },
  contours: (structures, isEdited) =>
    `Kontur: ${structures.join(', ')}${isEdited ? ', vom Befunder bearbeitet' : ''}`,
  volumeCurve: (unit) =>
    unit === 'mL' ? 'LV-Volumen je Bild (mL)' : 'LV-Volumen je Bild (% des größten)',
  models: 'Modelle',
  modelColumns: {
    model: 'Modell',
    use: 'Verwendet für',
    trained: 'Trainiert mit',
    hash: 'SHA-256',
  },
  predictions: 'Vorhersagen',
  tracing: 'Konturen',
  trainedOn: (data, patients, isSimulated) =>
    `${data} (${patients}${isSimulated ? ', SIMULIERT' : ''})`,
  notices: 'Hinweise',
};

export const reportSentencesDe: readonly string[] = [
  'Linker Ventrikel: ' +
    '[Enddiastolisches Volumen {EDV}[ ({EDV.interval})][, {EDV.word}]. ]' +
    '[Endsystolisches Volumen {ESV}[ ({ESV.interval})][, {ESV.word}]. ]' +
    '[Ejektionsfraktion {EF}[ ({EF.interval})][, {EF.word}]. ]' +
    '[Systolische Mitralringbewegung (MAPSE) {MAPSE}[ ({MAPSE.interval})]. ]' +
    '[Hypertrophie: {LVH}[ (Wahrscheinlichkeit {LVH.probability}[, Schwelle {LVH.cutOff}])].]',
  'Linker Vorhof: ' +
    '[Volumen {LAVolume}[ ({LAVolume.interval})][, {LAVolume.word}]. ]' +
    '[Volumenindex {LAIndex}[ ({LAIndex.interval})][, {LAIndex.word}]. ]' +
    '[Hochgradige Dilatation: {LADilation}[ (Wahrscheinlichkeit {LADilation.probability}[, Schwelle {LADilation.cutOff}])].]',
  'Rechter Vorhof: [Längsachse {RADimension}[ ({RADimension.interval})][, {RADimension.word}].]',
  'Implantate: [Schrittmacher- oder Defibrillatorsonde: {lead}[ (Wahrscheinlichkeit {lead.probability}[, Schwelle {lead.cutOff}])].]',
  'Rhythmus: [Herzfrequenz {heartRate}[ ({heartRate.interval})].]',
];
