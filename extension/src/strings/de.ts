import type { ViewClass } from '@echonet/models';
import type { SaliencyMethod } from '../saliency/settings';
import type { Strings } from './en';

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const viewNames: Readonly<Record<ViewClass, string>> = {
  A4C: 'A4C',
  other: 'andere Ansicht',
  unusable: 'keine brauchbare Ansicht',
  uncertain: 'Ansicht unsicher',
};

const saliencyMethodNames: Readonly<Record<SaliencyMethod, string>> = {
  smoothGrad: 'SmoothGrad',
  gradient: 'Gradient',
  integratedGradients: 'Integrated Gradients',
};

/** Everything that the panel says, in German. */
export const de: Strings = {
  locale: 'de',
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
  frames: (count) => counted(count, 'Bild', 'Bilder'),
  patients: (count) => counted(count, 'Patient', 'Patienten'),
  clipCount: (count) => counted(count, 'Clip', 'Clips'),
  tryAgain: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',

  notice: {
    researchOnly: 'Nur für die Forschung.',
    notForDiagnosis: 'Nicht zur Diagnose.',
    simulated: (patients) =>
      `Trainiert an simulierten Echokardiogrammen (${patients}), nie an echten.`,
    trainedOn: (data, patients) => `Trainiert an: ${data} (${patients}).`,
  },

  clips: {
    title: 'Clips',
    readable: (readable, all) => `${readable} von ${all} auswertbar`,
    none: 'Die Studie hat noch keine Bilder.',
    choose: (clip) => `${clip} auswerten`,
    chooseHint: 'Mehrere angekreuzte Clips ergeben ein gemeinsames Ergebnis.',
    shown: 'im Bild',
    read: 'ausgewertet',
    failed: 'misslungen',
    best: 'vorgeschlagen',
    noPreview: 'Keine Vorschau',
    reads: (done, wanted) => `liest ${done} von ${wanted} Stichproben`,
    contrast: (percent) => `Kontrast ${percent}`,
    black: (percent) => `${percent} des Sektors schwarz`,
    white: (percent) => `${percent} davon weiß`,
    qualityHint: 'Im Sektor gemessen; Tatsachen, keine Note.',
    view: (view, probability) =>
      view === 'A4C' ? `A4C ${probability}` : `${viewNames[view]} (A4C ${probability})`,
    viewHint: (probability, threshold) =>
      `Ansichtserkennung: A4C ${probability}, dafür gehalten ab ${threshold}.`,
    checkViews: 'Ansichten prüfen',
    checkingViews: (clip, count) => `Die Ansicht von Clip ${clip} von ${count} wird geprüft`,
    notChecked: (clip, reason) => `Die Ansicht von ${clip} wurde nicht geprüft: ${reason}`,
    noClassifier: 'Keine Ansichtserkennung installiert: Welche Clips A4C sind, sagen Sie.',
  },

  run: {
    label: 'Auswertung',
    thisClip: 'Diesen Clip auswerten',
    clip: (clip) => `${clip} auswerten`,
    clips: (count) => `${count} Clips auswerten`,
    more: (count) => `${counted(count, 'weiteren Clip', 'weitere Clips')} auswerten`,
    again: 'Noch einmal auswerten',
    progress: 'Fortschritt der Auswertung',
    underWay: 'EchoNet wertet aus …',
    ended: 'EchoNet hat ausgewertet: Die Ergebnisse stehen im Panel.',
    cancelled: 'Die Auswertung wurde abgebrochen.',
    chooseFirst: 'Bitte zuerst einen Clip wählen.',
    nothingRuns: 'Nichts läuft.',
    heldBackOnly: 'Einen A4C-Clip wählen oder diesen trotzdem auswerten.',
    heldBack: (clip, probability, threshold) =>
      `${clip} wurde nicht ausgewertet: Die Ansichtserkennung hält ihn nicht für einen apikalen Vierkammerblick (A4C ${probability}, Schwelle ${threshold}).`,
    scoreAnyway: 'Trotzdem auswerten',
    noneReadable: 'Kein Clip dieser Studie ist auswertbar.',
    lookingForModel: 'Das Modell wird gesucht …',
    loadingModel: (download) => `Das Modell wird geladen${download ? `: ${download}` : ''} …`,
    phase: {
      checking: () => 'Die Ansicht wird geprüft …',
      reading: (frame) => `Lesen: ${frame}`,
      locating: () => 'Der Schallsektor wird gesucht …',
      predicting: (frame) => `Auswerten: ${frame}`,
    },
    frameOf: (frame, count) => `Bild ${frame} von ${count}`,
    clipOf: (clip, index, count) => (count > 1 ? `${clip}, ${index} von ${count}` : clip),
  },

  results: {
    title: 'Ergebnisse',
    groups: {
      function: 'Funktion',
      structure: 'Struktur',
      systemic: 'Ganzer Patient',
      other: 'Sonstiges',
    },
    exploratory: 'explorativ',
    exploratoryHint:
      'Was das Netz über den ganzen Patienten vermutet. Für die Forschung, nicht für den Befund.',
    pooled: (clips) => `Mittel aus ${clips}`,
    provisional: (done) => `Vorläufig: ${done}`,
    framesOf: (done, frames) => `${done} von ${frames.replace(/Bilder$/, 'Bildern')}`,
    clipsOf: (done, clips) => `${done} von ${clips}`,
    stillChanging: 'ändert sich noch',
    interval: (low, high) => `90-%-Intervall ${low} bis ${high}`,
    noInterval: 'kein Intervall: Das Modell ist nicht kalibriert',
    probability: 'Wahrscheinlichkeit',
    threshold: (isAbove, threshold) =>
      `Wahrscheinlichkeit, ${isAbove ? 'über' : 'unter'} der Schwelle ${threshold}`,
    spread: (spread) => `Bilder ± ${spread}`,
    spreadHint: 'Standardabweichung über die Bilder',
    clipSpread: (spread) => `Clips ± ${spread}`,
    clipSpreadHint: 'Standardabweichung über die Clips',
    reference: (low, high) => `normal ${low} bis ${high}`,
    referenceOf: {
      male: 'Veröffentlichter Normbereich für Männer',
      female: 'Veröffentlichter Normbereich für Frauen',
      both: 'Veröffentlichter Normbereich für Männer und Frauen: Das Geschlecht fehlt im Header',
    },
    indexed: 'mit der Körperoberfläche des Patienten umgerechnet',
    referenceSource: 'Lang et al., J Am Soc Echocardiogr 2015;28:1-39',
    scale: (parts) => `Skala: ${parts.join('; ')}`,
    scaleRange: (low, high) => `von ${low} bis ${high}`,
    scaleValue: (value) => `Wert ${value}`,
    scaleThreshold: (value) => `Schwelle ${value}`,
    byFrame: (task, clip) => `${task} nach Bildern, ${clip}`,
    atFrame: (frame, value) => `Bild ${frame}: ${value}`,
    byFrameHint: 'Klick oder Pfeiltasten führen zu einem Bild',
    fromVolumes: 'Aus den Volumina',
    fromVolumesDisagree:
      'Die direkte Ejektionsfraktion und die aus den Volumina unterscheiden sich um mehr als ihre Intervalle: beiden nicht trauen.',
    otherView: 'kein A4C',
    otherViewHint:
      'Die Ansichtserkennung hält den Clip nicht für einen A4C: Dafür ist das Modell nicht gemacht.',
    viewWarning: 'Die Software hat nicht geprüft, ob dies ein apikaler Vierkammerblick (A4C) ist.',
    poolWarning:
      'Das Intervall gilt für einen einzelnen Clip: Wie sehr mehrere Clips es verengen, wurde nicht gemessen.',
    toConsider: 'Zu bedenken',
    computed: (frames, seconds, backend) => `${frames} in ${seconds}. Gerechnet mit ${backend}.`,
  },

  saliency: {
    title: 'Salienz',
    show: 'Zeigen, wohin es schaute',
    hide: 'Nicht mehr zeigen, wohin es schaute',
    runFirst: 'Erst diesen Clip auswerten, dann ist zu sehen, wohin das Netz schaute.',
    explain: (task) => `Zeigen, wohin es schaute: ${task}`,
    task: 'Erklärt',
    method: 'Verfahren',
    methods: saliencyMethodNames,
    samples: 'Stichproben',
    methodAndSamples: (method, samples) =>
      method === 'gradient'
        ? saliencyMethodNames.gradient
        : `${saliencyMethodNames[method]}, ${samples} Stichproben`,
    view: 'Ansicht',
    layouts: { overlay: 'Über dem Clip', sideBySide: 'Nebeneinander' },
    colours: 'Farben',
    threshold: 'Schwelle',
    strong: 'starker Einfluss',
    weak: 'schwacher',
    input: 'Was das Netz liest',
    map: 'Salienz',
    mapNotYet: 'Salienz: noch nicht berechnet',
    overlap: 'Beides',
    opacity: 'Deckkraft',
    percent: (value) => `${value} Prozent`,
    computeRest: 'Den Rest berechnen',
    hint: 'Helle Stellen ändern diese Vorhersage am meisten. Jedes Bild ist für sich skaliert.',
    progress: 'Fortschritt der Salienz',
    explaining: (frame, count) => `Bild ${frame} von ${count} wird erklärt`,
  },

  report: {
    title: 'Bericht',
    accept: (result) => `${result} annehmen`,
    reject: (result) => `${result} verwerfen`,
    acceptAll: 'Alle annehmen',
    rejectAll: 'Alle verwerfen',
    decisions: {
      accepted: 'angenommen',
      rejected: 'verworfen',
      undecided: 'nicht entschieden',
    },
    decided: (accepted, rejected, all) =>
      `${accepted} von ${all} angenommen, ${rejected} verworfen`,
    finishFirst: 'Berichte entstehen aus fertigen Ergebnissen: bitte zuerst auswerten.',
    copy: 'Als Text kopieren',
    copied: 'Kopiert. Nichts darin betrifft die Person.',
    refused: 'Der Browser lässt EchoNet hier nicht kopieren: Text auswählen und kopieren.',
    download: (format) => `${format} sichern`,
    identified: 'Patienten-ID und UIDs in gesicherten Dateien',
    notIdentified: 'Gesicherte Dateien verraten nicht, von wem die Ergebnisse sind.',
    store: { report: 'Bericht ablegen …', capture: 'Overlay ablegen …' },
    storeTitle: {
      report: 'Die Ergebnisse ins Archiv legen?',
      capture: 'Das Overlay ins Archiv legen?',
    },
    storeReportHint: (results, clips) =>
      `Ein strukturierter Bericht (DICOM SR): ${results} aus ${clips}, als nicht verifiziert und nur für die Forschung gekennzeichnet.`,
    resultCount: (count) => counted(count, 'Ergebnis', 'Ergebnisse'),
    storeCaptureHint: (frames, task) =>
      `Ein Clip (DICOM Secondary Capture): ${frames} mit der Salienz von ${task}, mit eingebranntem „AI, research use“.`,
    into: (archive) => `Ziel ist ${archive}, diese Studie, als neue Serie.`,
    yes: 'Ablegen',
    noArchive: 'Die Quelle der Studie nimmt keine Ergebnisse an.',
    preparing: 'Wird vorbereitet …',
    sending: (percent) => `Wird gesendet: ${percent} %`,
    progress: 'Fortschritt des Ablegens',
    storing: { report: 'Der Bericht wird abgelegt …', capture: 'Das Overlay wird abgelegt …' },
    stored: {
      report: 'Der Bericht liegt im Archiv.',
      capture: 'Das Overlay liegt im Archiv.',
    },
    mapsFirst: 'Das Overlay lässt sich ablegen, sobald die Salienz aller Bilder berechnet ist.',
    efFromVolumes: 'Ejektionsfraktion aus den Volumina',
    basis: (clips, frames) => `Aus ${clips}, ${frames}, mit Deep Learning.`,
    model: (model, sha) => `Modell: ${model}, SHA-256 ${sha} …`,
    leftOut: (count) => `${counted(count, 'Ergebnis', 'Ergebnisse')} verworfen und nicht gezeigt.`,
    earlier: 'Frühere Berichte',
    earlierBy: (model) => `mit ${model}`,
    sameModel: 'dasselbe Modell',
    otherModel: 'ein anderes Modell: Unterschiede können am Modell liegen',
    earlierHint: 'Von EchoNet in dieser Studie abgelegt.',
    columns: { task: 'Ergebnis', earlier: 'Damals', now: 'Jetzt', difference: 'Änderung' },
  },

  whatIf: {
    title: 'Was wäre wenn',
    hint: 'Einen Teil des Clips abdecken und sehen, was EchoNet aus dem Rest macht.',
    runFirst: 'Erst diesen Clip auswerten.',
    rectangle: 'Rechteck',
    freehand: 'Freihand',
    draw: {
      rectangle: 'Ein Rechteck über den Clip ziehen.',
      freehand: 'Einen Teil des Clips umfahren.',
    },
    regions: 'Abgedeckte Bereiche',
    region: (number) => `Bereich ${number}`,
    regionKeys: 'Pfeiltasten verschieben ihn, Plus und Minus ändern die Größe, Entf entfernt ihn.',
    remove: (region) => `${region} entfernen`,
    run: 'Ohne den abgedeckten Teil auswerten',
    clear: 'Aufdecken',
    progress: 'Fortschritt des Versuchs',
    reading: 'Der Clip wird gelesen …',
    caption: 'Vorhersagen vor und nach dem Abdecken',
    prediction: 'Vorhersage',
    before: 'Vorher',
    after: 'Nachher',
    change: 'Änderung',
    large: 'größer als das 90-%-Intervall, oder über die Schwelle hinweg',
    onOneClip: (clip) => `Nur von ${clip}, was auch immer oben gemittelt wird.`,
  },

  model: {
    title: 'Über das Modell',
    card: 'Modellkarte',
    name: 'Modell',
    intendedUse: 'Zweck',
    trainedOn: 'Trainiert an',
    reads: 'Liest',
    input: (view, frames, intervalMs, size) =>
      `${view}-Clips, ${frames} im Abstand von ${intervalMs} ms, ${size} × ${size}`,
    heldOut: (task) => `${task}, ungesehene Fälle`,
    measured: (metrics, patients) => `${metrics} bei ${patients}`,
    notMeasured: 'nicht gemessen',
  },

  models: {
    title: 'Alle Modelle',
    lookingUp: 'Die Modelle werden gesucht …',
    inUse: 'in Gebrauch',
    simulated: 'simulierte Trainingsdaten',
    use: 'Dieses Modell verwenden',
    compare: 'Am gezeigten Clip vergleichen',
    runFirst: 'Erst den Clip auswerten.',
    check: 'Dateien prüfen',
    checking: 'Wird geprüft …',
    sound: (files) =>
      `${files === 1 ? 'Die Datei ist' : `Alle ${files} Dateien sind`}, wie das Manifest sagt (SHA-256).`,
    comparison: 'Zwei Modelle',
    reading: (model, done, count) =>
      count > 0 ? `${model}: Bild ${Math.min(done + 1, count)} von ${count}` : `${model} …`,
    difference: 'Unterschied',
    interval: (low, high) => `(${low} bis ${high})`,
  },

  diagnostics: {
    title: 'Diagnose der Software',
    computes: 'Rechnet mit',
    threads: 'Threads',
    adapter: 'Adapter',
    copy: 'Diagnosedaten kopieren',
    copied: 'Kopiert. Nichts darin betrifft den Patienten.',
    refused: 'Der Browser lässt EchoNet hier nicht kopieren: Text auswählen und kopieren.',
  },
};
