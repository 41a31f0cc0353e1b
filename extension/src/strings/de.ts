import type { ViewClass, ViewDoubt } from '@echonet/models';
import { capitalised } from '../capitalised';
import type { SaliencyMethod } from '../saliency/settings';
import type { SeverityGrade } from '../contours/severity';
import { contourEditsDe } from './contour-edits';
import { firstUseDe } from './first-use';
import { germanDataName } from './german-data-names';
import { measurementsDe } from './measurements';
import { framesInDative } from './german-frames';
import { germanMessage } from './messages/german';
import { studyDe } from './study';
import { reportDocumentDe, reportSentencesDe } from './report-document';
import { waitingDe } from './waiting';
import type { Strings } from './en';

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const viewDoubts: Readonly<Record<ViewDoubt, (reason: string) => string>> = {
  'not A4C': (reason) => `wahrscheinlich kein A4C (${reason})`,
  'not confirmed': (reason) => `A4C nicht zu bestätigen (${reason})`,
};

const viewFindings: Readonly<Record<ViewClass, (probability: string) => string>> = {
  A4C: (probability) => `A4C ${probability}`,
  other: (probability) => capitalised(viewDoubts['not A4C'](probability)),
  unusable: () => 'Schnittebene nicht erkannt',
  uncertain: (probability) => `Schnittebene unsicher (A4C ${probability})`,
};

const saliencyMethodNames: Readonly<Record<SaliencyMethod, string>> = {
  smoothGrad: 'SmoothGrad',
  gradient: 'Gradient',
  integratedGradients: 'Integrated Gradients',
  occlusion: 'Okklusion',
};

const severityWords: Readonly<Record<SeverityGrade, (isBelow: boolean) => string>> = {
  low: () => 'unter normal',
  normal: () => 'normal',
  mild: (isBelow) => `leicht ${isBelow ? 'reduziert' : 'vergrößert'}`,
  moderate: (isBelow) => `mäßig ${isBelow ? 'reduziert' : 'vergrößert'}`,
  severe: (isBelow) => `stark ${isBelow ? 'reduziert' : 'vergrößert'}`,
  high: () => 'über normal',
};

export const de: Strings = {
  locale: 'de',
  message: germanMessage,
  taskNames: {
    EF: 'Ejektionsfraktion',
    EDV: 'Enddiastolisches Volumen',
    ESV: 'Endsystolisches Volumen',
    lead: 'Schrittmacher- oder Defibrillatorsonde',
    LAVolume: 'Volumen des linken Vorhofs',
    RADimension: 'Längsachse des rechten Vorhofs',
    LADilation: 'Schwere Dilatation des linken Vorhofs',
    LVH: 'Linksventrikuläre Hypertrophie',
    age: 'Alter',
    sex: 'Männliches Geschlecht',
    height: 'Körpergröße',
    weight: 'Gewicht',
  },
  taskAbbreviations: {
    EF: 'EF',
    EDV: 'EDV',
    ESV: 'ESV',
    lead: 'Sonde',
    LAVolume: 'LA-Vol.',
    RADimension: 'RA längs',
    LADilation: 'LA-Dilat.',
    LVH: 'LVH',
    age: 'Alter',
    sex: 'Mann',
    weight: 'Gewicht',
    height: 'Größe',
  },
  frames: (count) => counted(count, 'Bild', 'Bilder'),
  patients: (count) => counted(count, 'Patient', 'Patienten'),
  clipCount: (count) => counted(count, 'Clip', 'Clips'),
  tryAgain: 'Erneut versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',

  tabs: {
    label: 'Bereiche',
    names: {
      results: 'Ergebnisse',
      contours: 'Konturen',
      saliency: 'Karte',
      occlusion: 'Okklusion',
      report: 'Bericht',
      models: 'Modelle',
    },
    fullNames: {
      results: 'Ergebnisse',
      contours: 'Konturen',
      saliency: 'Aufmerksamkeitskarte',
      occlusion: 'Okklusionstest',
      report: 'Bericht',
      models: 'Modelle und Diagnosedaten',
    },
  },

  origin: {
    imported: 'importiert, hier nicht geprüft',
    importedHint: (data) =>
      `Importiert. Von seinen Autoren trainiert an ${germanDataName(data)}; für Patienten dieses Hauses nicht geprüft.`,
    simulated: 'SIMULIERT',
    real: (data, patients) => `echte Patienten: ${germanDataName(data)} ${patients}`,
    set: (data, patients, isSimulated) =>
      `${isSimulated ? 'simulierten' : 'echten'} Patienten (${germanDataName(data)}, ${patients})`,
    metric: (name, value, interval) =>
      `: ${name} ${value}${interval ? ` (95-%-Intervall ${interval.join(' bis ')})` : ''}`,
    hint: (trained, evaluated) => `Trainiert an ${trained}; geprüft an anderen ${evaluated}.`,
  },

  notice: {
    researchOnly: 'Nur für die Forschung.',
    notForDiagnosis: 'Nicht zur Diagnose.',
    simulated: (patients) =>
      `Trainiert an simulierten Echokardiogrammen (${patients}), nie an echten.`,
    trainedOn: (data, patients) => `Trainiert an: ${germanDataName(data)} (${patients}).`,
    trainedOnSets: (sets) => `Trainiert an ${sets}.`,
    imported: (data) =>
      `Importiertes Netz, hier nicht geprüft; von seinen Autoren trainiert an ${germanDataName(data)}.`,
    contoursImported: 'Konturen: importiertes Netz, hier nicht geprüft.',
    contours: (patients, isSimulated) =>
      `Konturen: ${isSimulated ? 'simulierte Echokardiogramme' : 'echte Echokardiogramme'} (${patients}).`,
  },

  clips: {
    title: 'Clips',
    readable: (readable, all) => `${readable} von ${all} Clips geeignet`,
    none: 'Noch keine Bilder in dieser Studie.',
    choose: (clip) => `${clip} auswerten`,
    chooseHint: 'Mehrere Clips auswählen, um sie zu mitteln.',
    chosen: (first, count) => (count > 1 ? `${first} + ${count - 1}` : first),
    showAll: (clips) => `Alle Clips zeigen (${clips})`,
    showFewer: 'Clipliste einklappen',
    read: 'ausgewertet',
    failed: 'fehlgeschlagen',
    best: 'vorgeschlagen',
    noPreview: 'Keine Vorschau',
    shortClip: (used, wanted) => `kurzer Clip: ${used} von ${wanted} Bildern verwendet`,
    stage: (name, number) =>
      number && name ? `Stufe ${number}: ${name}` : `Stufe ${name || number}`,
    protocolView: (view) => `Schnittebene ${view}`,
    contrast: (percent) => `Bildkontrast ${percent}`,
    quality: (contrast, black, white) =>
      `Bildkontrast ${contrast} (kein Qualitätsmaß); ${black} des Sektors schwarz, ${white} weiß.`,
    rated: (value, highest) => `Bildqualität ${value} von ${highest}`,
    ratedLow: (value, highest) => `Bildqualität ${value} von ${highest}: niedrig`,
    notRated: 'Bildqualität nicht bewertet',
    ratedBy: (model, regions) =>
      `Bildqualität nach ${model} (importiert, hier nicht geprüft): ${regions}.`,
    lowRegion: (region) => `${region} (niedrig)`,
    view: (view, probability) => viewFindings[view](probability),
    viewDoubt: (doubt, reason) => viewDoubts[doubt](reason),
    viewHint: (probability, threshold) =>
      `Schnittebenenprüfung: A4C ${probability}, akzeptiert ab ${threshold}.`,
    checkViews: 'Schnittebenen erkennen',
    checkingViews: (clip, count) => `Schnittebene wird erkannt: Clip ${clip} von ${count}`,
    notChecked: (clip, reason) => `${clip}: Schnittebene nicht erkannt. ${reason}`,
    noClassifier: 'Keine Schnittebenenerkennung installiert: A4C-Clips bitte selbst auswählen.',
  },

  run: {
    label: 'Auswertung',
    thisClip: 'Diesen Clip auswerten',
    clip: (clip) => `${clip} auswerten`,
    clips: (count) => `${count} Clips auswerten`,
    more: (count) => `${counted(count, 'weiteren Clip', 'weitere Clips')} auswerten`,
    again: 'Erneut auswerten',
    progress: 'Fortschritt der Auswertung',
    underWay: 'Auswertung läuft …',
    ended: 'Auswertung abgeschlossen',
    cancelled: 'Auswertung abgebrochen',
    chooseFirst: 'Bitte zuerst einen Clip auswählen.',
    nothingRuns: 'Es läuft keine Auswertung.',
    heldBackOnly: 'Einen A4C-Clip auswählen oder diesen trotzdem auswerten.',
    heldBack: (clip, doubt) => `${clip} wurde nicht ausgewertet. Schnittebenenprüfung: ${doubt}.`,
    acceptedFrom: (probability, threshold) => `${probability}; akzeptiert ab ${threshold}`,
    scoreAnyway: 'Trotzdem auswerten',
    noneReadable: 'Kein Clip dieser Studie ist für die Auswertung geeignet.',
    lookingForModel: 'Modell wird gesucht …',
    loadingModel: (download) => `Modell wird geladen${download ? `: ${download}` : ''} …`,
    phase: {
      checking: () => 'Schnittebene wird erkannt …',
      reading: (frame) => `Laden: ${frame}`,
      locating: () => 'Schallsektor wird gesucht …',
      predicting: (frame) => `Auswerten: ${frame}`,
      contouring: (frame) => `Konturen: ${frame}`,
    },
    frameOf: (frame, count) => `Bild ${frame} von ${count}`,
    windowOf: (window, count) => `Fenster ${window} von ${count}`,
    clipOf: (clip, index, count) => (count > 1 ? `${clip}, ${index} von ${count}` : clip),
  },

  results: {
    title: 'Ergebnisse',
    runFirst: 'Einen Clip auswerten, um seine Ergebnisse zu sehen.',
    windows: (values, frames) =>
      values.length === 1
        ? `Ein Fenster von ${frames} Bildern`
        : `${values.length} Fenster von ${frames} Bildern: ${values.join(', ')}`,
    predicted: 'Vorhergesagt',
    demonstration: 'Demonstration: nur an simulierten Patienten trainiert und geprüft',
    demonstrationHint:
      'Diese Zahlen sagen nichts über einen echten Patienten. Nur einzeln angenommene gelangen in Berichte und kopierten Text.',
    demonstrationOnly:
      'Diese Zahlen eines anderen Modells sagen nichts über einen echten Patienten; sie gelangen in keinen Bericht und keinen kopierten Text.',
    details: (result) => `Einzelheiten zu ${result}`,
    intervalOf: (low, high) => `${low}–${high}`,
    belowNormal: 'unter normal',
    aboveNormal: 'über normal',
    normal: 'normal',
    detected: 'erkannt',
    possible: 'möglich',
    notDetected: 'nicht erkannt',
    cutOff: (cutOff) => `Cut-off ${cutOff}`,
    edited: 'bearbeitet',
    groups: {
      function: 'Funktion',
      structure: 'Struktur',
      systemic: 'Patientenmerkmale',
      other: 'Sonstiges',
    },
    exploratory: 'Forschung',
    exploratoryHint: 'Aus den Bildern geschätzt; für die Forschung, nicht für den Befund.',
    pooled: (clips) => `Mittel aus ${clips}`,
    provisional: (done) => `Vorläufig: ${done}`,
    framesOf: (done, frames) => `${done} von ${framesInDative(frames)}`,
    clipsOf: (done, clips) => `${done} von ${clips}`,
    stillChanging: 'ändert sich noch',
    interval: (low, high) => `90-%-Intervall ${low} bis ${high}`,
    noInterval: 'Keine Unsicherheit verfügbar',
    probability: 'Wahrscheinlichkeit',
    finding: (isDetected, probability, cutOff) =>
      `${isDetected ? 'Erkannt' : 'Nicht erkannt'} (${probability}; Cut-off ${cutOff})`,
    standardDeviation: (spread) => `SD ${spread}`,
    spread: (spread) => `SD über die Bilder ${spread}`,
    spreadHint: 'Standardabweichung über die Bilder',
    beatSpread: (spread) => `SD über die Schläge ${spread}`,
    beatSpreadHint: 'Standardabweichung über die Schläge',
    clipSpread: (spread) => `SD über die Clips ${spread}`,
    clipSpreadHint: 'Standardabweichung über die Clips',
    notAveraged: 'nicht gemittelt',
    notAveragedHint:
      'EDV, ESV und EF werden über dieselben Clips gemittelt: die mit allen drei Werten, falls es welche gibt.',
    reference: (low, high) => `normal ${low} bis ${high}`,
    referenceOf: {
      male: 'Veröffentlichter Normbereich für Männer',
      female: 'Veröffentlichter Normbereich für Frauen',
      both: 'Veröffentlichter Normbereich für Männer und Frauen (Geschlecht fehlt im Header)',
    },
    indexed: 'für die Körperoberfläche des Patienten',
    referenceSource: 'Lang et al., J Am Soc Echocardiogr 2015;28:1-39',
    scale: (parts) => `Skala: ${parts.join('; ')}`,
    scaleRange: (low, high) => `von ${low} bis ${high}`,
    scaleValue: (value) => `Wert ${value}`,
    scaleThreshold: (value) => `Cut-off ${value}`,
    byFrame: (task, clip) => `${task} pro Bild, ${clip}`,
    atFrame: (frame, value) => `Bild ${frame}: ${value}`,
    byFrameHint: 'Klick oder Pfeiltasten führen zu einem Bild',
    fromVolumes: 'EF aus EDV/ESV',
    fromVolumesDisagree:
      'Direkte EF und EF aus EDV/ESV unterscheiden sich um mehr als ihre Unsicherheit: manuell prüfen.',
    viewCaution: {
      'not A4C': {
        text: 'Kein A4C',
        hint: 'Schnittebenenprüfung: wahrscheinlich kein A4C. Das Modell ist nur für A4C-Clips gedacht.',
      },
      'not confirmed': {
        text: 'A4C nicht bestätigt',
        hint: 'Schnittebenenprüfung: A4C nicht zu bestätigen. Das Modell ist nur für A4C-Clips gedacht.',
      },
    },
    viewWarning:
      'Schnittebene nicht geprüft: bitte bestätigen, dass dies ein apikaler Vierkammerblick (A4C) ist.',
    poolWarning:
      'Das 90-%-Intervall gilt für einen einzelnen Clip; die Mittelung verkleinert es nicht.',
    warnings: 'Warnungen',
    computed: (frames, seconds, backend) =>
      `${frames} ausgewertet; Rechenzeit ${seconds} (${backend})`,
  },

  contours: {
    title: 'Aus Konturen gemessen',
    runFirst: 'Einen Clip auswerten, um seine Konturen zu sehen.',
    notInstalled:
      'Keine Konturen, keine gemessenen Volumina: Das Segmentierungsmodell ist nicht installiert (siehe docs/WEIGHTS.md).',
    show: 'Konturen zeigen',
    hide: 'Konturen ausblenden',
    parts: { wall: 'Wand', atrium: 'Linker Vorhof', axis: 'Längsachse und Anulus' },
    ventricle: 'Linker Ventrikel',
    compare: 'Mit einem anderen Modell vergleichen',
    noOther:
      'Es gibt kein anderes Segmentierungsmodell; docs/IMPORT.md sagt, wie eines hierher kommt.',
    abbreviations: {
      EDV: 'EDV',
      ESV: 'ESV',
      EF: 'EF',
      LAVolume: 'LA-Vol.',
      LAIndex: 'LAVi',
      heartRate: 'HF',
      MAPSE: 'MAPSE',
    },
    measures: {
      EDV: 'Enddiastolisches LV-Volumen',
      ESV: 'Endsystolisches LV-Volumen',
      EF: 'LV-Ejektionsfraktion',
      LAVolume: 'LA-Volumen',
      LAIndex: 'LA-Volumenindex',
      heartRate: 'Herzfrequenz',
      MAPSE: 'MAPSE',
    },
    methods: {
      EDV: 'Scheibchensummation in einer Ebene, apikaler Vierkammerblick',
      ESV: 'Scheibchensummation in einer Ebene, apikaler Vierkammerblick',
      EF: 'Scheibchensummation in einer Ebene, apikaler Vierkammerblick',
      LAVolume: 'Flächen-Längen-Methode, endsystolisch, apikaler Vierkammerblick',
      LAIndex: 'Flächen-Längen-Methode, endsystolisch, je Körperoberfläche',
      heartRate: 'Aus den Schlägen der Volumenkurve oder den R-Zacken',
      MAPSE:
        'Entlang der Längsachse, Mittel beider Ansatzpunkte; ohne Maßstab je Länge des Ventrikels',
    },
    severity: (grade, isBelow) => severityWords[grade](isBelow),
    dependsOnSex: 'je nach Geschlecht',
    bySex: (forMen, forWomen) => `bei Männern ${forMen}, bei Frauen ${forWomen}`,
    sexUnknown: 'hängt vom Geschlecht ab, das im Header fehlt',
    biplane: 'biplane Grenzwerte',
    heartFailure: (name) =>
      ({
        reduced: 'Bei Herzinsuffizienz: reduzierte EF (≤ 40 %)',
        mildlyReduced: 'Bei Herzinsuffizienz: leicht reduzierte EF (41–49 %)',
        preserved: 'Bei Herzinsuffizienz: erhaltene EF (≥ 50 %)',
      })[name],
    beats: (values, count, chosen) => {
      if (count === 1) {
        return 'Ein ganzer Schlag';
      }
      const shown =
        chosen === undefined
          ? 'der Median'
          : chosen.length === 1
            ? `Schlag ${chosen[0]}`
            : `der Median der Schläge ${chosen.join(', ')}`;
      return `EF je Schlag: ${values} %; gezeigt ist ${shown}`;
    },
    predicted: 'EF direkt vorhergesagt',
    disagrees:
      'Gemessene und direkt vorhergesagte EF unterscheiden sich um mehr als ihre Unsicherheit: bitte manuell prüfen.',
    ofLength: 'der Länge des LV',
    noScale: (why) => `Keine Volumina, nur die EF. ${why}`,
    partOfBeat: (why) =>
      `Nicht aus einem ganzen Schlag: größtes und kleinstes Volumen des Clips. ${why}`,
    notShown: {
      ED: 'Der Clip reicht nicht bis zur Enddiastole: kein EDV, keine EF und MAPSE.',
      ES: 'Der Clip reicht nicht bis zur Endsystole: kein ESV, keine EF, kein LA-Volumen und keine MAPSE.',
    },
    setByHand: (moment) => `${moment} von Hand setzen, falls ein Bild sie zeigt.`,
    noBeat: (why) => `Nichts gemessen. ${why}`,
    withheld: (reasons) => `Nicht gezeigt: Konturen nicht glaubhaft (${reasons}).`,
    provisional: (done, frames) => `Konturen: ${done} von ${framesInDative(frames)}`,
    goodQuality: 'gute Qualität',
    quality: (grade, reasons) =>
      `Qualität der Konturen: ${{ good: 'gut', doubtful: 'zweifelhaft', poor: 'schlecht', 'not graded': 'nicht bewertet' }[grade]}${reasons ? ` (${reasons})` : ''}`,
    criteria: {
      sharpness: 'Rand unscharf',
      jitter: 'Kontur unruhig',
      borderShare: 'LV reicht an den Sektorrand',
      ventricleInOnePart: 'LV in mehreren Teilen',
      atriumInOnePart: 'LA in mehreren Teilen',
      wallShare: 'Wand unvollständig',
      atriumBelowShare: 'LA nicht unter dem LV',
      measuredShare: 'LV fehlt in einigen Bildern',
      lengthRatio: 'Längsachse verkürzt sich kaum: möglicherweise verkürzt angeschnitten',
      lengthShare: 'LV kürzer als in anderen Clips: möglicherweise verkürzt angeschnitten',
    },
    impossible: {
      length: 'Länge des LV',
      volume: 'Volumen des LV',
      'ejection fraction': 'EF',
      'atrium above the ventricle': 'LA über dem LV',
      'two ventricles': 'zwei Ventrikel im Bild',
      'crossed contour': 'eine bearbeitete Kontur überkreuzt sich',
      'cut by the sector': 'LV vom Sektorrand abgeschnitten',
    },
    notes: {
      'header rate differs': (curve, other) =>
        `Herzfrequenz ${curve}/min nach den Konturen, ${other}/min im Header: Die Bildzeiten könnten falsch sein.`,
      'R waves differ': (curve, other) =>
        `Herzfrequenz ${curve}/min nach den Konturen, ${other}/min nach den R-Zacken: Die Bildzeiten könnten falsch sein.`,
      'few frames a beat': (frames) =>
        `Nur ${frames} Bilder je Schlag: ED und ES können zwischen den Bildern liegen.`,
    },
    curve: (unit) => (unit === 'mL' ? 'LV-Volumen (mL)' : 'LV-Volumen (% des größten)'),
    curveOf: (clip) => `LV Volumen je Bild, ${clip}`,
    curveHint: 'Klick oder Pfeiltasten führen zu einem Bild. Schattiert: Systole.',
    atFrame: (frame, volume) => `Bild ${frame}: ${volume ?? 'nicht gemessen'}`,
    next: (moment) => (moment === 'ED' ? 'Nächste ED' : 'Nächste ES'),
    model: (model, patients, licence) =>
      `Konturen: ${model}, trainiert an ${patients}${licence ? `; Lizenz ${licence}` : ''}`,
    about: 'Über die Konturen',
    licence: 'Lizenz',
    citation: 'Zitat',
  },

  contourEdits: contourEditsDe,

  firstUse: firstUseDe,

  study: studyDe,

  measurements: measurementsDe,

  saliency: {
    title: 'Aufmerksamkeitskarte',
    show: 'Aufmerksamkeitskarte zeigen',
    hide: 'Aufmerksamkeitskarte ausblenden',
    runFirst: 'Diesen Clip auswerten, um seine Aufmerksamkeitskarte zu sehen.',
    explain: (task) => `Aufmerksamkeitskarte zeigen: ${task}`,
    task: 'Ergebnis',
    method: 'Verfahren',
    methods: saliencyMethodNames,
    samples: 'Stichproben',
    methodAndSamples: (method, samples) =>
      method === 'gradient' || method === 'occlusion'
        ? saliencyMethodNames[method]
        : `${saliencyMethodNames[method]}, ${samples} Stichproben`,
    view: 'Darstellung',
    layouts: { overlay: 'Über dem Clip', sideBySide: 'Nebeneinander' },
    colours: 'Farben',
    threshold: 'Schwelle',
    strong: 'hoher Einfluss',
    weak: 'niedriger Einfluss',
    input: 'Netzeingabe',
    map: 'Aufmerksamkeitskarte',
    mapNotYet: 'Aufmerksamkeitskarte: noch nicht berechnet',
    overlap: 'Overlay',
    opacity: 'Deckkraft',
    percent: (value) => `${value} Prozent`,
    computeRest: 'Übrige Bilder berechnen',
    hint: 'Helle Stellen (hohe Salienz) beeinflussen dieses Ergebnis am stärksten. Farben zwischen Bildern nicht vergleichbar.',
    methodHint:
      'Voreinstellung SmoothGrad: am wenigsten Rauschen. Verfahren unterscheiden sich; verlässlich ist, was alle zeigen und der Okklusionstest bestätigt.',
    occlusionHint:
      'Ein Quadrat wird in allen Bildern eines Fensters geschwärzt, eine Stelle nach der anderen: Die Karte zeigt, wo das den Wert am meisten ändert. Jede Stelle ist ein Durchlauf des Modells; eine Karte dauert etwa 40-mal so lange wie ein Ergebnis.',
    noOverlay:
      'Dieser Modus des Viewers zeigt weder Aufmerksamkeitskarten noch Konturen auf dem Clip: Studie im EchoNet-Modus öffnen.',
    notAnalysed: 'Bild nicht ausgewertet: keine Aufmerksamkeitskarte',
    progress: 'Fortschritt der Aufmerksamkeitskarte',
    explaining: (frame, count) => `Aufmerksamkeitskarte: Bild ${frame} von ${count}`,
  },

  report: {
    title: 'Bericht',
    accept: (result) => `${result} annehmen`,
    reject: (result) => `${result} verwerfen`,
    acceptAll: 'Alle offenen annehmen',
    rejectAll: 'Alle offenen verwerfen',
    decisions: {
      accepted: 'angenommen',
      rejected: 'verworfen',
      undecided: 'offen',
    },
    decided: (accepted, rejected, all) =>
      `${accepted} von ${all} angenommen, ${rejected} verworfen`,
    oneByOne: (results) =>
      `Importiertes Netz, hier nicht geprüft (${results}): einzeln annehmen oder verwerfen.`,
    measuredClipByClip: (clip) =>
      `Gemessene Werte: nur die von ${clip}. Für die eines anderen Clips diesen zeigen.`,
    finishFirst: 'Berichte brauchen fertige Ergebnisse: ausgewählte Clips zuerst auswerten.',
    copy: 'Als Text kopieren',
    copied: 'Kopiert. Enthält keine Patientendaten.',
    refused: 'Der Browser blockiert das Kopieren: Text auswählen und kopieren.',
    download: (format) => `${format} speichern`,
    identified: 'Patienten-ID und UIDs in gespeicherten Dateien',
    notIdentified: 'Gespeicherte Dateien sind de-identifiziert.',
    store: {
      report: 'Bericht archivieren …',
      capture: 'Overlay archivieren …',
      pdf: 'PDF archivieren …',
      procedureReport: 'Befundbericht archivieren …',
      fhir: 'An FHIR-Server senden …',
    },
    storeTitle: {
      report: 'Ergebnisse archivieren?',
      capture: 'Overlay archivieren?',
      pdf: 'PDF ins Archiv senden?',
      procedureReport: 'Angenommene Werte für das Befundsystem archivieren?',
      fhir: 'Angenommene Werte an den FHIR-Server senden?',
    },
    storeReportHint: (results, clips) =>
      `Strukturierter Bericht (DICOM SR): ${results} aus ${clips}, als nicht verifiziert und nur für die Forschung gekennzeichnet.`,
    resultCount: (count) => counted(count, 'Ergebnis', 'Ergebnisse'),
    storeCaptureHint: (frames, task) =>
      `Clip (DICOM Secondary Capture): ${frames} mit der Aufmerksamkeitskarte von ${task}, „AI result, research use only“ eingebrannt.`,
    storePdfHint:
      'PDF (DICOM Encapsulated PDF) dessen, was Sie angenommen haben, mit Patient und Untersuchung, gekennzeichnet als vorläufig und nur für die Forschung.',
    into: (archive) => `Ziel: ${archive}, diese Studie, neue Serie.`,
    yes: 'Archivieren',
    procedureReportHint:
      'Echocardiography Procedure Report (DICOM SR, TID 5200), vorläufig und nicht verifiziert.',
    fhirHint: 'FHIR R5: ein vorläufiger DiagnosticReport mit Observations und der Patienten-ID.',
    acceptedOnly: (results) => `Nur angenommene Werte mit einem Standardcode: ${results}.`,
    acceptFirst:
      'Ein Befundsystem bekommt nur angenommene Werte: zuerst EF, ein Volumen, die Längsachse des rechten Vorhofs oder die Herzfrequenz annehmen.',
    intoServer: (address) => `Ziel: ${address}`,
    send: 'Senden',
    saveFhir: 'FHIR speichern',
    fhirIdentifies: 'Die FHIR-Datei enthält Patienten-ID und UIDs.',
    noArchive: 'Dieses Archiv nimmt keine Ergebnisse an.',
    preparing: 'Wird vorbereitet …',
    sending: (percent) => `Wird gesendet: ${percent} %`,
    progress: 'Fortschritt der Archivierung',
    storing: {
      report: 'Bericht wird archiviert …',
      capture: 'Overlay wird archiviert …',
      pdf: 'PDF wird archiviert …',
      procedureReport: 'Befundbericht wird archiviert …',
      fhir: 'Wird an den FHIR-Server gesendet …',
    },
    stored: {
      report: 'Bericht archiviert.',
      capture: 'Overlay archiviert.',
      pdf: 'PDF archiviert.',
      procedureReport: 'Befundbericht archiviert.',
      fhir: 'Der FHIR-Server hat den Bericht gespeichert.',
    },
    mapsFirst: 'Zum Archivieren des Overlays die Aufmerksamkeitskarten aller Bilder berechnen.',
    basis: (clips, frames) => `Auswertung (Deep Learning): ${clips}, ${frames}.`,
    model: (model, sha) => `Modell: ${model}, SHA-256 ${sha} …`,
    contourModel: (model, origin, sha) => `Konturen: ${model} (${origin}), SHA-256 ${sha} …`,
    clipNumber: (number) => `Clip ${number}`,
    origins: { 'edited contours': 'Kontur von Hand geändert', typed: 'von Hand eingegeben' },
    measuredDecided: (accepted, all) =>
      `Aus den Konturen gemessen: ${accepted} von ${all} angenommen; nur diese werden gespeichert, mit ihren Konturen.`,
    predictedDecided: (accepted, rejected, all) =>
      `Vorhergesagt: ${accepted} von ${all} angenommen, ${rejected} verworfen`,
    includeTraits: 'Auch Alter, Geschlecht, Gewicht und Größe speichern, wie das Netz sie schätzt',
    leftOut: (count) =>
      `${counted(count, 'Ergebnis', 'Ergebnisse')} verworfen und nicht aufgeführt.`,
    notChosen: (count) =>
      `${counted(count, 'Ergebnis', 'Ergebnisse')} für den Bericht nicht ausgewählt und nicht aufgeführt.`,
    earlier: 'Frühere Berichte',
    earlierTitle: (time, model) => `${time}, ${model}`,
    unknownTime: 'Datum unbekannt',
    sameModel: 'Gleiche Modellversion',
    otherModel: 'Anderes Modell: Änderung möglicherweise nicht real',
    otherClips: (stored, current) =>
      `Andere Clips (${stored} archiviert, ${current} aktuell): Änderung möglicherweise nicht real`,
    restored: (time, reader) =>
      `Die Änderungen an diesen Konturen sind zurück, wie am ${time}${reader ? ` von ${reader}` : ''} gespeichert. Rückgängig entfernt sie.`,
    waitingEdits: (time, reader) =>
      `Ein Bericht vom ${time}${reader ? ` von ${reader}` : ''} enthält korrigierte Konturen. Sie kommen zurück, wenn der Clip ausgewertet wird.`,
    earlierMeasured: 'Aus den Konturen gemessen, angenommen',
    earlierAutomatic: 'Aus den Konturen gemessen, automatisch',
    storedBy: (reader) => `Gespeichert von ${reader}`,
    earlierHint: 'Von EchoNet in dieser Studie archiviert.',
    columns: { task: 'Ergebnis', earlier: 'Archiviert', now: 'Aktuell', difference: 'Änderung' },
  },

  waiting: waitingDe,

  reportDocument: reportDocumentDe,
  reportSentences: reportSentencesDe,

  occlusion: {
    title: 'Okklusionstest',
    hint: 'Einen Bereich des Clips verdecken und sehen, wie sich die Ergebnisse ändern.',
    runFirst: 'Diesen Clip zuerst auswerten.',
    rectangle: 'Rechteck',
    freehand: 'Freihand',
    draw: {
      rectangle: 'Ein Rechteck über den Clip ziehen.',
      freehand: 'Einen Bereich des Clips umfahren.',
    },
    regions: 'Verdeckte Bereiche',
    region: (number) => `Bereich ${number}`,
    regionKeys: 'Pfeiltasten verschieben ihn, Plus und Minus ändern die Größe, Entf entfernt ihn.',
    remove: (region) => `${region} entfernen`,
    run: 'Mit verdecktem Bereich auswerten',
    clear: 'Bereiche löschen',
    undo: 'Rückgängig',
    progress: 'Fortschritt des Okklusionstests',
    reading: 'Clip wird geladen …',
    caption: 'Ergebnisse mit sichtbarem und verdecktem Bereich',
    prediction: 'Ergebnis',
    before: 'Vorher',
    after: 'Nachher',
    change: 'Änderung',
    large: 'größer als die Unsicherheit oder über den Cut-off hinweg',
    noValue: 'kein Wert',
    onOneClip: (clip) => `Nur für Clip ${clip}`,
  },

  model: {
    title: 'Über das Modell',
    name: 'Modell',
    version: (name, version, isSimulated) =>
      `${name}${isSimulated ? ' (simuliertes Training)' : ''} v${version}`,
    intendedUse: 'Zweck',
    trainedOn: 'Trainiert an',
    reads: 'Eingabe',
    windows: (most, frames) =>
      most === 1
        ? `ein Fenster von ${frames} Bildern`
        : `bis zu ${most} Fenster von ${frames} Bildern`,
    input: (view, frames, intervalMs, size) =>
      `${view}-Clips, ${frames} im Abstand von ${intervalMs} ms, ${size} × ${size}`,
    heldOut: (task) => `${task}, Genauigkeit im Test`,
    measured: (metrics, patients) => `${metrics} bei ${patients}`,
    notMeasured: 'nicht gemessen',
    data: (data, patients) => `${germanDataName(data)} (${patients})`,
    parts: ({ train, validation, test }) =>
      `Training ${train}, Validierung ${validation}, Test ${test} Patienten`,
    wholeCard: 'Ganze Modellkarte',
    metricNames: {
      r2: 'R²',
      mae: 'mittlerer absoluter Fehler',
      auc: 'AUC',
    },
  },

  models: {
    title: 'Modell wählen',
    lookingUp: 'Modelle werden gesucht …',
    inUse: 'in Verwendung',
    use: 'Dieses Modell verwenden',
    compare: 'An diesem Clip vergleichen',
    runFirst: 'Den Clip zuerst auswerten.',
    verify: 'Dateien prüfen',
    verifying: 'Wird geprüft …',
    verified: 'Dateien geprüft',
    comparison: 'Modellvergleich',
    reading: (model, done, count) =>
      count > 0 ? `${model}: Bild ${Math.min(done + 1, count)} von ${count}` : `${model} …`,
    difference: 'Unterschied',
    interval: (low, high) => `(${low} bis ${high})`,
  },

  diagnostics: {
    title: 'Diagnosedaten',
    viewer: 'Viewer',
    backend: 'Backend',
    threads: 'Threads',
    adapter: 'Adapter',
    copy: 'Diagnosedaten kopieren',
    copied: 'Kopiert. Enthält keine Patientendaten.',
    refused: 'Der Browser blockiert das Kopieren: Text auswählen und kopieren.',
  },
};
