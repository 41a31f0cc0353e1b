import { germanMessage } from './messages/german';

/** Results that were read before anybody opened the study, in the panel and in the study list. */
export const waitingEn = {
  title: (time: string) => `Read automatically on ${time}, not yet accepted`,
  model: (model: string) => `Predictions: ${model}`,
  measured: 'measured from contours',
  predicted: 'predicted',
  columns: { result: 'Result', value: 'Value', interval: '90 % interval' },
  remarks: 'What the report says of them',
  accept: 'Accept …',
  oneByOne:
    'Of an imported network, not evaluated here: to accept values, analyse the clips and accept them one by one.',
  acceptTitle: 'Accept the automatic results?',
  confirm: 'Accept and store',
  acceptHint: (results: string) =>
    `Stores ${results} as accepted by you, as they are, in a new structured report (unverified, for research use only) that names the automatic one as its predecessor. To change or leave out values, analyse the clips instead.`,
  list: {
    notRead: 'Not read',
    notReadHint:
      'The archive has no report of EchoNet on this study: it was not read yet, or no clip was suitable.',
    read: 'Read',
    readHint: 'Read automatically, not yet accepted by a reader. Research use only.',
    check: 'Check',
    checkHint:
      'Read automatically, not yet accepted by a reader: a value is abnormal or the contours are of poor quality. Research use only.',
    stored: 'Stored',
    storedHint: 'A reader stored a report and accepted nothing of it.',
    accepted: 'Accepted',
    acceptedHint: 'A reader accepted results of EchoNet. Research use only.',
    unknown: '?',
    unknownHint: (reason: string) => `The archive does not tell: ${reason}`,
    asking: '…',
  },
};

type WaitingStrings = typeof waitingEn;

export const waitingDe: WaitingStrings = {
  title: (time) => `Automatisch gelesen am ${time}, noch nicht angenommen`,
  model: (model) => `Vorhersagen: ${model}`,
  measured: 'aus Konturen gemessen',
  predicted: 'vorhergesagt',
  columns: { result: 'Ergebnis', value: 'Wert', interval: '90-%-Intervall' },
  remarks: 'Was der Bericht dazu sagt',
  accept: 'Annehmen …',
  oneByOne:
    'Von einem importierten Netz, hier nicht geprüft: Um Werte anzunehmen, die Clips auswerten und sie einzeln annehmen.',
  acceptTitle: 'Die automatischen Ergebnisse annehmen?',
  confirm: 'Annehmen und archivieren',
  acceptHint: (results) =>
    `Archiviert ${results} unverändert als von Ihnen angenommen, in einem neuen strukturierten Bericht (nicht verifiziert, nur für Forschungszwecke), der den automatischen als Vorgänger nennt. Um Werte zu ändern oder wegzulassen, werten Sie die Clips aus.`,
  list: {
    notRead: 'Nicht gelesen',
    notReadHint:
      'Das Archiv hat keinen Bericht von EchoNet zu dieser Studie: Sie wurde noch nicht gelesen, oder kein Clip war geeignet.',
    read: 'Gelesen',
    readHint: 'Automatisch gelesen, noch von niemandem angenommen. Nur für Forschungszwecke.',
    check: 'Prüfen',
    checkHint:
      'Automatisch gelesen, noch von niemandem angenommen: Ein Wert ist auffällig, oder die Konturen sind von schlechter Qualität. Nur für Forschungszwecke.',
    stored: 'Archiviert',
    storedHint: 'Ein Bericht wurde archiviert, ohne dass etwas davon angenommen wurde.',
    accepted: 'Angenommen',
    acceptedHint: 'Ergebnisse von EchoNet wurden angenommen. Nur für Forschungszwecke.',
    unknown: '?',
    unknownHint: (reason) => `Das Archiv gibt keine Auskunft: ${germanMessage(reason)}`,
    asking: '…',
  },
};
