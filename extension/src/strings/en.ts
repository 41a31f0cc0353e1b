import type { ViewClass, ViewDoubt } from '@echonet/models';
import type {
  BeatNote,
  Impossible,
  QualityCriterion,
  QualityGrade,
} from '@echonet/models/measures';
import type { MeasureId } from '../contours/measured';
import type { Moment } from '../contours/moments';
import type { HeartFailureClass, SeverityGrade } from '../contours/severity';
import type { ContourPart } from '../contours/state';
import type { PanelTab } from '../panel/state';
import type { GroupName } from '../results/task-groups';
import type { RegionShape } from '../host/draw-region';
import { capitalised } from '../capitalised';
import type { SaliencyLayout, SaliencyMethod } from '../saliency/settings';
import type { Run } from '../inference/state';
import { contourEditsEn } from './contour-edits';
import { firstUseEn } from './first-use';
import { measurementsEn } from './measurements';
import { studyEn } from './study';
import { reportDocumentEn, reportSentencesEn } from './report-document';
import { waitingEn } from './waiting';

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What the view check says of a clip that it does not accept, within a sentence. */
const viewDoubts: Readonly<Record<ViewDoubt, (reason: string) => string>> = {
  'not A4C': (reason) => `probably not A4C (${reason})`,
  'not confirmed': (reason) => `A4C cannot be confirmed (${reason})`,
};

/** What the view check says of a clip; the probability is that of A4C. */
const viewFindings: Readonly<Record<ViewClass, (probability: string) => string>> = {
  A4C: (probability) => `A4C ${probability}`,
  other: (probability) => capitalised(viewDoubts['not A4C'](probability)),
  unusable: () => 'View not recognised',
  uncertain: (probability) => `View uncertain (A4C ${probability})`,
};

const saliencyMethodNames: Readonly<Record<SaliencyMethod, string>> = {
  smoothGrad: 'SmoothGrad',
  gradient: 'Gradient',
  integratedGradients: 'Integrated Gradients',
  occlusion: 'Occlusion',
};

/** Of a value on the side of disease: below the limits of EF, above those of volumes. */
const severityWords: Readonly<Record<SeverityGrade, (isBelow: boolean) => string>> = {
  low: () => 'below normal',
  normal: () => 'normal',
  mild: (isBelow) => `mildly ${isBelow ? 'reduced' : 'enlarged'}`,
  moderate: (isBelow) => `moderately ${isBelow ? 'reduced' : 'enlarged'}`,
  severe: (isBelow) => `severely ${isBelow ? 'reduced' : 'enlarged'}`,
  high: () => 'above normal',
};

/**
 * All texts of the panel in English. Messages about files, models and the machine are written in English
 * where they arise; `messages` has their translations.
 */
export const en = {
  /** Language tag for number formats. */
  locale: 'en',
  /** A message about files, models or the machine, which is written in English where it arises. */
  message: (english: string): string => english,
  /** Names of tasks by ID that replace the model's own. */
  taskNames: {} as Readonly<Record<string, string>>,
  /** By task ID. */
  taskAbbreviations: {
    EF: 'EF',
    EDV: 'EDV',
    ESV: 'ESV',
    lead: 'Lead',
    LAVolume: 'LA vol.',
    RADimension: 'RA axis',
    LADilation: 'LA dilat.',
    LVH: 'LVH',
    age: 'Age',
    sex: 'Male',
    weight: 'Weight',
    height: 'Height',
  } as Readonly<Record<string, string>>,
  frames: (count: number) => counted(count, 'frame'),
  patients: (count: number) => counted(count, 'patient'),
  clipCount: (count: number) => counted(count, 'clip'),
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',

  tabs: {
    label: 'Sections',
    names: {
      results: 'Results',
      contours: 'Contours',
      saliency: 'Attention',
      occlusion: 'Occlusion',
      report: 'Report',
      models: 'Models',
    } satisfies Record<PanelTab, string>,
    fullNames: {
      results: 'Results',
      contours: 'Contours',
      saliency: 'Attention map',
      occlusion: 'Occlusion test',
      report: 'Report',
      models: 'Models and diagnostics',
    } satisfies Record<PanelTab, string>,
  },

  origin: {
    imported: 'imported, not evaluated here',
    importedHint: (data: string) =>
      `Imported. Trained by its authors on ${data}; not evaluated for the patients of this site.`,
    simulated: 'SIMULATED',
    real: (data: string, patients: number) => `real patients: ${data} ${patients}`,
    set: (data: string, patients: string, isSimulated: boolean) =>
      `${isSimulated ? 'simulated' : 'real'} patients (${data}, ${patients})`,
    metric: (name: string, value: string, interval?: readonly string[]) =>
      `: ${name} ${value}${interval ? ` (95 % interval ${interval.join(' to ')})` : ''}`,
    hint: (trained: string, evaluated: string) =>
      `Trained on ${trained}; evaluated on other ${evaluated}.`,
  },

  notice: {
    researchOnly: 'For research use only.',
    notForDiagnosis: 'Not for diagnosis.',
    simulated: (patients: string) =>
      `Trained on simulated echocardiograms (${patients}), never on real ones.`,
    trainedOn: (data: string, patients: string) => `Trained on ${data} (${patients}).`,
    trainedOnSets: (sets: string) => `Trained on ${sets}.`,
    imported: (data: string) =>
      `Imported network, not evaluated here; trained by its authors on ${data}.`,
    contoursImported: 'Contours: imported network, not evaluated here.',
    contours: (patients: string, isSimulated: boolean) =>
      `Contours: ${isSimulated ? 'simulated echocardiograms' : 'real echocardiograms'} (${patients}).`,
  },

  clips: {
    title: 'Clips',
    readable: (readable: number, all: number) => `${readable} of ${all} clips suitable`,
    none: 'No images in this study yet.',
    choose: (clip: string) => `Analyse ${clip}`,
    chooseHint: 'Select several clips to average them.',
    chosen: (first: string, count: number) => (count > 1 ? `${first} + ${count - 1}` : first),
    showAll: (clips: string) => `Show all clips (${clips})`,
    showFewer: 'Collapse the list of clips',
    read: 'analysed',
    failed: 'failed',
    best: 'suggested',
    noPreview: 'No preview',
    shortClip: (used: number, wanted: number) => `short clip: ${used} of ${wanted} frames used`,
    stage: (name: string, number: string) =>
      number && name ? `stage ${number}: ${name}` : `stage ${name || number}`,
    protocolView: (view: string) => `view ${view}`,
    contrast: (percent: string) => `Image contrast ${percent}`,
    quality: (contrast: string, black: string, white: string) =>
      `Image contrast ${contrast} (not a quality score); ${black} of the sector black, ${white} white.`,
    rated: (value: string, highest: string) => `Image quality ${value} of ${highest}`,
    ratedLow: (value: string, highest: string) => `Image quality ${value} of ${highest}: low`,
    notRated: 'Image quality not rated',
    ratedBy: (model: string, regions: string) =>
      `Image quality by ${model} (imported, not evaluated at this site): ${regions}.`,
    lowRegion: (region: string) => `${region} (low)`,
    view: (view: ViewClass, probability: string) => viewFindings[view](probability),
    viewDoubt: (doubt: ViewDoubt, reason: string) => viewDoubts[doubt](reason),
    viewHint: (probability: string, threshold: string) =>
      `View check: A4C ${probability}, accepted from ${threshold}.`,
    checkViews: 'Identify views',
    checkingViews: (clip: number, count: number) => `Identifying view: clip ${clip} of ${count}`,
    notChecked: (clip: string, reason: string) => `${clip}: view not identified. ${reason}`,
    noClassifier: 'No view classifier installed: please select A4C clips yourself.',
  },

  run: {
    label: 'Analysis',
    thisClip: 'Analyse this clip',
    clip: (clip: string) => `Analyse ${clip}`,
    clips: (count: number) => `Analyse ${count} clips`,
    more: (count: number) => `Analyse ${counted(count, 'more clip')}`,
    again: 'Analyse again',
    progress: 'Analysis progress',
    underWay: 'Analysis running …',
    ended: 'Analysis finished',
    cancelled: 'Analysis cancelled',
    chooseFirst: 'Select a clip first.',
    nothingRuns: 'No analysis is running.',
    heldBackOnly: 'Select an A4C clip or analyse this one anyway.',
    heldBack: (clip: string, doubt: string) => `${clip} was not analysed. View check: ${doubt}.`,
    acceptedFrom: (probability: string, threshold: string) =>
      `${probability}; accepted from ${threshold}`,
    scoreAnyway: 'Analyse anyway',
    noneReadable: 'No clip in this study is suitable for analysis.',
    lookingForModel: 'Looking for the model …',
    loadingModel: (download?: string) => `Loading the model${download ? `: ${download}` : ''} …`,
    phase: {
      checking: () => 'Identifying the view …',
      reading: (frame: string) => `Loading ${frame}`,
      locating: () => 'Finding the scan sector …',
      predicting: (frame: string) => `Analysing ${frame}`,
      contouring: (frame: string) => `Tracing contours: ${frame}`,
    } satisfies Record<Exclude<Run['phase'], 'starting'>, (frame: string) => string>,
    frameOf: (frame: number, count: number) => `frame ${frame} of ${count}`,
    windowOf: (window: number, count: number) => `window ${window} of ${count}`,
    clipOf: (clip: string, index: number, count: number) =>
      count > 1 ? `${clip}, ${index} of ${count}` : clip,
  },

  results: {
    title: 'Results',
    runFirst: 'Analyse a clip to see its results.',
    /** @param values of each window, formatted */
    windows: (values: readonly string[], frames: number) =>
      values.length === 1
        ? `One window of ${frames} frames`
        : `${values.length} windows of ${frames} frames: ${values.join(', ')}`,
    predicted: 'Predicted',
    demonstration: 'Demonstration: trained and evaluated on simulated patients only',
    demonstrationHint:
      'These numbers say nothing about a real patient. Only those that you accept one by one go into reports and copied text.',
    demonstrationOnly:
      'These numbers of another model say nothing about a real patient; they go into no report and no copied text.',
    details: (result: string) => `Details of ${result}`,
    intervalOf: (low: string, high: string) => `${low}–${high}`,
    belowNormal: 'below normal',
    aboveNormal: 'above normal',
    normal: 'normal',
    detected: 'detected',
    possible: 'possible',
    notDetected: 'not detected',
    cutOff: (cutOff: string) => `cut-off ${cutOff}`,
    edited: 'edited',
    groups: {
      function: 'Function',
      structure: 'Structure',
      systemic: 'Patient characteristics',
      other: 'Other',
    } satisfies Record<GroupName, string>,
    exploratory: 'research',
    exploratoryHint: 'Estimated from the images; for research, not for clinical reading.',
    pooled: (clips: string) => `mean of ${clips}`,
    provisional: (done: string) => `Provisional: ${done}`,
    framesOf: (done: number, frames: string) => `${done} of ${frames}`,
    clipsOf: (done: number, clips: string) => `${done} of ${clips}`,
    stillChanging: 'still changing',
    interval: (low: string, high: string) => `90 % interval ${low} to ${high}`,
    noInterval: 'No uncertainty available',
    probability: 'probability',
    finding: (isDetected: boolean, probability: string, cutOff: string) =>
      `${isDetected ? 'Detected' : 'Not detected'} (${probability}; cut-off ${cutOff})`,
    standardDeviation: (spread: string) => `SD ${spread}`,
    spread: (spread: string) => `SD over frames ${spread}`,
    spreadHint: 'Standard deviation over the frames',
    beatSpread: (spread: string) => `SD over beats ${spread}`,
    beatSpreadHint: 'Standard deviation over the beats',
    clipSpread: (spread: string) => `SD over clips ${spread}`,
    clipSpreadHint: 'Standard deviation over the clips',
    notAveraged: 'not averaged',
    notAveragedHint:
      'EDV, ESV and EF are averaged over the same clips: those that have all three, if there are any.',
    reference: (low: string, high: string) => `normal ${low} to ${high}`,
    referenceOf: {
      male: 'Published normal range for men',
      female: 'Published normal range for women',
      both: 'Published normal range for men and women (sex not in the header)',
    },
    indexed: 'for the body surface area of the patient',
    referenceSource: 'Lang et al., J Am Soc Echocardiogr 2015;28:1-39',
    scale: (parts: readonly string[]) => `Scale: ${parts.join('; ')}`,
    scaleRange: (low: string, high: string) => `from ${low} to ${high}`,
    scaleValue: (value: string) => `value ${value}`,
    scaleThreshold: (value: string) => `cut-off ${value}`,
    byFrame: (task: string, clip: string) => `${task} by frame, ${clip}`,
    atFrame: (frame: number, value: string) => `Frame ${frame}: ${value}`,
    byFrameHint: 'Click or use the arrow keys to go to a frame',
    fromVolumes: 'EF from EDV/ESV',
    fromVolumesDisagree:
      'Direct EF and EF from EDV/ESV differ by more than their uncertainty: check manually.',
    viewCaution: {
      'not A4C': {
        text: 'Not A4C',
        hint: 'View check: probably not A4C. The model is made for A4C clips only.',
      },
      'not confirmed': {
        text: 'A4C not confirmed',
        hint: 'View check: A4C cannot be confirmed. The model is made for A4C clips only.',
      },
    } satisfies Record<ViewDoubt, unknown>,
    viewWarning: 'View not checked: please confirm that this is an apical four-chamber (A4C) view.',
    poolWarning: 'The 90 % interval is that of a single clip; averaging clips does not narrow it.',
    warnings: 'Warnings',
    computed: (frames: string, seconds: string, backend: string) =>
      `${frames} analysed; computing time ${seconds} (${backend})`,
  },

  contours: {
    title: 'Measured from contours',
    runFirst: 'Analyse a clip to see its contours.',
    notInstalled:
      'No contours and no measured volumes: the segmentation model is not installed (see docs/WEIGHTS.md).',
    show: 'Show contours',
    hide: 'Hide contours',
    parts: {
      wall: 'Wall',
      atrium: 'Left atrium',
      axis: 'Long axis and annulus',
    } satisfies Record<ContourPart, string>,
    ventricle: 'Left ventricle',
    compare: 'Compare with another model',
    noOther: 'There is no other segmentation model; docs/IMPORT.md says how one gets here.',
    abbreviations: {
      EDV: 'EDV',
      ESV: 'ESV',
      EF: 'EF',
      LAVolume: 'LA vol.',
      LAIndex: 'LAVi',
      heartRate: 'HR',
      MAPSE: 'MAPSE',
    } satisfies Record<MeasureId, string>,
    measures: {
      EDV: 'LV end-diastolic volume',
      ESV: 'LV end-systolic volume',
      EF: 'LV ejection fraction',
      LAVolume: 'LA volume',
      LAIndex: 'LA volume index',
      heartRate: 'Heart rate',
      MAPSE: 'MAPSE',
    } satisfies Record<MeasureId, string>,
    methods: {
      EDV: 'Single-plane disks, apical four-chamber view',
      ESV: 'Single-plane disks, apical four-chamber view',
      EF: 'Single-plane disks, apical four-chamber view',
      LAVolume: 'Area-length at end-systole, apical four-chamber view',
      LAIndex: 'Area-length at end-systole, over body surface area',
      heartRate: 'From the beats of the volume curve or the R waves',
      MAPSE: 'Along the long axis, mean of both hinge points; of the LV length without a scale',
    } satisfies Record<MeasureId, string>,
    severity: (grade: SeverityGrade, isBelow: boolean) => severityWords[grade](isBelow),
    dependsOnSex: 'depends on sex',
    bySex: (forMen: string, forWomen: string) => `${forMen} for men, ${forWomen} for women`,
    sexUnknown: 'depends on the sex, which the header does not say',
    biplane: 'biplane limits',
    heartFailure: (name: HeartFailureClass) =>
      ({
        reduced: 'In heart failure: reduced EF (≤ 40 %)',
        mildlyReduced: 'In heart failure: mildly reduced EF (41–49 %)',
        preserved: 'In heart failure: preserved EF (≥ 50 %)',
      })[name],
    beats: (values: string, count: number, chosen: readonly number[] | undefined) => {
      if (count === 1) {
        return 'One whole beat';
      }
      const shown =
        chosen === undefined
          ? 'median'
          : chosen.length === 1
            ? `beat ${chosen[0]}`
            : `median of beats ${chosen.join(', ')}`;
      return `EF by beat: ${values} %; ${shown} shown`;
    },
    predicted: 'EF predicted directly',
    disagrees:
      'Measured and directly predicted EF differ by more than their uncertainty: check manually.',
    ofLength: 'of the LV length',
    noScale: (why: string) => `No volumes, EF only. ${why}`,
    partOfBeat: (why: string) => `Not from a whole beat: largest and smallest volume shown. ${why}`,
    notShown: {
      ED: 'The clip does not reach end-diastole: no EDV, EF and MAPSE.',
      ES: 'The clip does not reach end-systole: no ESV, EF, LA volume and MAPSE.',
    },
    setByHand: (moment: string) => `Set ${moment} by hand if a frame shows it.`,
    noBeat: (why: string) => `Nothing measured. ${why}`,
    withheld: (reasons: string) => `Not shown: contours not credible (${reasons}).`,
    provisional: (done: number, frames: string) => `Tracing contours: ${done} of ${frames}`,
    goodQuality: 'good quality',
    quality: (grade: QualityGrade, reasons: string) =>
      `Contour quality: ${grade}${reasons ? ` (${reasons})` : ''}`,
    criteria: {
      sharpness: 'border not sharp',
      jitter: 'contour unsteady',
      borderShare: 'LV reaches the edge of the sector',
      ventricleInOnePart: 'LV in several parts',
      atriumInOnePart: 'LA in several parts',
      wallShare: 'wall incomplete',
      atriumBelowShare: 'LA not below the LV',
      measuredShare: 'LV missing in some frames',
      lengthRatio: 'long axis hardly shortens: possibly foreshortened',
      lengthShare: 'LV shorter than in other clips: possibly foreshortened',
    } satisfies Record<QualityCriterion, string>,
    impossible: {
      length: 'LV length',
      volume: 'LV volume',
      'ejection fraction': 'EF',
      'atrium above the ventricle': 'LA above the LV',
      'two ventricles': 'two ventricles in the image',
      'crossed contour': 'an edited contour crosses itself',
      'cut by the sector': 'LV cut off by the edge of the sector',
    } satisfies Record<Impossible, string>,
    notes: {
      'header rate differs': (curve: string, other: string) =>
        `Heart rate ${curve}/min by the contours, ${other}/min in the header: frame times may be wrong.`,
      'R waves differ': (curve: string, other: string) =>
        `Heart rate ${curve}/min by the contours, ${other}/min by the R waves: frame times may be wrong.`,
      'few frames a beat': (frames: string) =>
        `Only ${frames} frames per beat: ED and ES may lie between frames.`,
    } satisfies Record<BeatNote['kind'], (first: string, second: string) => string>,
    curve: (unit: 'mL' | '%'): string =>
      unit === 'mL' ? 'LV volume (mL)' : 'LV volume (% of largest)',
    curveOf: (clip: string) => `LV volume by frame, ${clip}`,
    curveHint: 'Click or use the arrow keys to go to a frame. Shaded: systole.',
    atFrame: (frame: number, volume: string | undefined) =>
      `Frame ${frame}: ${volume ?? 'not measured'}`,
    next: (moment: Moment) => `Next ${moment}`,
    model: (model: string, patients: string, licence: string) =>
      `Contours: ${model}, trained on ${patients}${licence ? `; licence ${licence}` : ''}`,
    about: 'About the contours',
    licence: 'Licence',
    citation: 'Citation',
  },

  contourEdits: contourEditsEn,

  firstUse: firstUseEn,

  study: studyEn,

  measurements: measurementsEn,

  saliency: {
    title: 'Attention map',
    show: 'Show attention map',
    hide: 'Hide attention map',
    runFirst: 'Analyse this clip to see its attention map.',
    explain: (task: string) => `Show attention map: ${task}`,
    task: 'Result',
    method: 'Method',
    methods: saliencyMethodNames,
    samples: 'Samples',
    /** Beside the colour bar. */
    methodAndSamples: (method: SaliencyMethod, samples: number) =>
      method === 'gradient' || method === 'occlusion'
        ? saliencyMethodNames[method]
        : `${saliencyMethodNames[method]}, ${samples} samples`,
    view: 'View',
    layouts: {
      overlay: 'Over the clip',
      sideBySide: 'Side by side',
    } satisfies Record<SaliencyLayout, string>,
    colours: 'Colours',
    threshold: 'Threshold',
    strong: 'high influence',
    weak: 'low influence',
    input: 'Network input',
    map: 'Attention map',
    mapNotYet: 'Attention map: not computed yet',
    overlap: 'Overlay',
    opacity: 'Opacity',
    percent: (value: number) => `${value} percent`,
    computeRest: 'Compute remaining frames',
    hint: 'Bright areas (high saliency) influence this result most. Colours not comparable between frames.',
    methodHint:
      'SmoothGrad is the default: least noise. Methods differ; trust what all of them show, and check it by the occlusion test.',
    occlusionHint:
      'A square is made black, one place after the other, in all frames of a window: the map shows where that changes the result most. Each place costs one run of the model, so that a map takes about 40 times as long as a result.',
    noOverlay:
      'This viewer mode shows neither attention maps nor contours on the clip: open the study in the EchoNet mode.',
    notAnalysed: 'Frame not analysed: no attention map',
    progress: 'Attention map progress',
    explaining: (frame: number, count: number) => `Attention map: frame ${frame} of ${count}`,
  },

  report: {
    title: 'Report',
    accept: (result: string) => `Accept ${result}`,
    reject: (result: string) => `Reject ${result}`,
    acceptAll: 'Accept all pending',
    rejectAll: 'Reject all pending',
    decisions: { accepted: 'accepted', rejected: 'rejected', undecided: 'pending' },
    decided: (accepted: number, rejected: number, all: number) =>
      `${accepted} of ${all} accepted, ${rejected} rejected`,
    oneByOne: (results: string) =>
      `Imported network, not evaluated here (${results}): accept or reject one by one.`,
    measuredClipByClip: (clip: string) =>
      `Measured values: only those of ${clip}. Show another clip to decide on its values.`,
    finishFirst: 'Reports need finished results: analyse the selected clips first.',
    copy: 'Copy as text',
    copied: 'Copied. Contains no patient data.',
    refused: 'The browser blocks copying here: select the text and copy it.',
    download: (format: string) => `Save ${format}`,
    identified: 'Patient ID and UIDs in saved files',
    notIdentified: 'Saved files are de-identified.',
    store: {
      report: 'Store report …',
      capture: 'Store overlay …',
      pdf: 'Store PDF …',
      procedureReport: 'Store procedure report …',
      fhir: 'Send to FHIR server …',
    },
    storeTitle: {
      report: 'Store the results in the archive?',
      capture: 'Store the overlay in the archive?',
      pdf: 'Store the PDF in the archive?',
      procedureReport: 'Store the accepted values for the reporting system?',
      fhir: 'Send the accepted values to the FHIR server?',
    },
    storeReportHint: (results: string, clips: string) =>
      `Structured report (DICOM SR): ${results} from ${clips}, marked as unverified and for research use only.`,
    resultCount: (count: number) => counted(count, 'result'),
    storeCaptureHint: (frames: string, task: string) =>
      `Clip (DICOM Secondary Capture): ${frames} with the attention map of ${task}, "AI result, research use only" burned in.`,
    storePdfHint:
      'PDF (DICOM Encapsulated PDF) of what you accepted, with the names of patient and study, marked as preliminary and for research use only.',
    into: (archive: string) => `Destination: ${archive}, this study, new series.`,
    yes: 'Store',
    procedureReportHint:
      'Echocardiography Procedure Report (DICOM SR, TID 5200), preliminary and unverified.',
    fhirHint: 'FHIR R5: a preliminary DiagnosticReport with Observations, and the Patient ID.',
    acceptedOnly: (results: string) => `Accepted values with a standard code only: ${results}.`,
    acceptFirst:
      'A reporting system gets accepted values only: accept EF, a volume, the right atrial axis or the heart rate first.',
    intoServer: (address: string) => `Destination: ${address}`,
    send: 'Send',
    saveFhir: 'Save FHIR',
    fhirIdentifies: 'The FHIR file contains Patient ID and UIDs.',
    noArchive: 'This archive does not accept results.',
    preparing: 'Preparing …',
    sending: (percent: number) => `Sending: ${percent} %`,
    progress: 'Storing progress',
    storing: {
      report: 'Storing the report …',
      capture: 'Storing the overlay …',
      pdf: 'Storing the PDF …',
      procedureReport: 'Storing the procedure report …',
      fhir: 'Sending to the FHIR server …',
    },
    stored: {
      report: 'The report is stored in the archive.',
      capture: 'The overlay is stored in the archive.',
      pdf: 'The PDF is stored in the archive.',
      procedureReport: 'The procedure report is stored in the archive.',
      fhir: 'The FHIR server has stored the report.',
    },
    mapsFirst: 'Compute the attention maps of all frames to store the overlay.',
    basis: (clips: string, frames: string) => `Analysis (deep learning): ${clips}, ${frames}.`,
    model: (model: string, sha: string) => `Model: ${model}, SHA-256 ${sha} …`,
    contourModel: (model: string, origin: string, sha: string) =>
      `Contours: ${model} (${origin}), SHA-256 ${sha} …`,
    clipNumber: (number: number) => `clip ${number}`,
    origins: { 'edited contours': 'contour edited by the reader', typed: 'typed by the reader' },
    measuredDecided: (accepted: number, all: number) =>
      `Measured from contours: ${accepted} of ${all} accepted; only these are stored, with their contours.`,
    predictedDecided: (accepted: number, rejected: number, all: number) =>
      `Predicted: ${accepted} of ${all} accepted, ${rejected} rejected`,
    includeTraits: 'Also store the age, sex, weight and height that the network inferred',
    leftOut: (count: number) => `${counted(count, 'result')} rejected by the reader, not listed.`,
    notChosen: (count: number) =>
      `${counted(count, 'result')} not chosen for the report, not listed.`,
    earlier: 'Earlier reports',
    earlierTitle: (time: string, model: string) => `${time}, ${model}`,
    unknownTime: 'date unknown',
    sameModel: 'Same model version',
    otherModel: 'Different model: change may not be real',
    otherClips: (stored: number, current: number) =>
      `Different clips (${stored} stored, ${current} current): change may not be real`,
    restored: (time: string, reader: string) =>
      `Changes of these contours are back as stored on ${time}${reader ? ` by ${reader}` : ''}. Undo takes them away.`,
    waitingEdits: (time: string, reader: string) =>
      `A report of ${time}${reader ? ` by ${reader}` : ''} has corrected contours. They come back when the clip is analysed.`,
    earlierMeasured: 'Measured from contours, accepted',
    earlierAutomatic: 'Measured from contours, automatically',
    storedBy: (reader: string) => `Stored by ${reader}`,
    earlierHint: 'Stored in this study by EchoNet.',
    columns: { task: 'Result', earlier: 'Stored', now: 'Current', difference: 'Change' },
  },

  waiting: waitingEn,

  reportDocument: reportDocumentEn,
  reportSentences: reportSentencesEn,

  occlusion: {
    title: 'Occlusion test',
    hint: 'Hide a region of the clip and see how the results change.',
    runFirst: 'Analyse this clip first.',
    rectangle: 'Rectangle',
    freehand: 'Freehand',
    draw: {
      rectangle: 'Drag a rectangle over the clip.',
      freehand: 'Draw around a region of the clip.',
    } satisfies Record<RegionShape, string>,
    regions: 'Hidden regions',
    region: (number: number) => `Region ${number}`,
    /** Accessible description. */
    regionKeys: 'Arrow keys move it, plus and minus change its size, Delete removes it.',
    remove: (region: string) => `Remove ${region}`,
    run: 'Analyse with region hidden',
    clear: 'Clear regions',
    undo: 'Undo',
    progress: 'Occlusion test progress',
    reading: 'Loading the clip …',
    caption: 'Results with the region visible and hidden',
    prediction: 'Result',
    before: 'Before',
    after: 'After',
    change: 'Change',
    large: 'larger than the uncertainty, or crosses the cut-off',
    noValue: 'no value',
    onOneClip: (clip: string) => `For clip ${clip} only`,
  },

  model: {
    title: 'About the model',
    name: 'Model',
    version: (name: string, version: string, isSimulated: boolean) =>
      `${name}${isSimulated ? ' (simulated training)' : ''} v${version}`,
    intendedUse: 'Intended use',
    trainedOn: 'Trained on',
    reads: 'Input',
    windows: (most: number, frames: number) =>
      most === 1 ? `one window of ${frames} frames` : `up to ${most} windows of ${frames} frames`,
    input: (view: string, frames: string, intervalMs: number, size: number) =>
      `${view} clips, ${frames} ${intervalMs} ms apart, at ${size} × ${size}`,
    heldOut: (task: string) => `${task}, test accuracy`,
    measured: (metrics: string, patients: string) => `${metrics} on ${patients}`,
    notMeasured: 'not measured',
    data: (data: string, patients: string) => `${data} (${patients})`,
    parts: ({
      train,
      validation,
      test,
    }: Readonly<Record<'train' | 'validation' | 'test', number>>) =>
      `training ${train}, validation ${validation}, test ${test} patients`,
    wholeCard: 'Whole model card',
    metricNames: {
      r2: 'R²',
      mae: 'mean absolute error',
      auc: 'AUC',
    },
  },

  models: {
    title: 'Choose model',
    lookingUp: 'Looking for models …',
    inUse: 'in use',
    use: 'Use this model',
    compare: 'Compare on this clip',
    runFirst: 'Analyse the clip first.',
    verify: 'Verify files',
    verifying: 'Verifying …',
    verified: 'Files verified',
    comparison: 'Model comparison',
    reading: (model: string, done: number, count: number) =>
      count > 0 ? `${model}: frame ${Math.min(done + 1, count)} of ${count}` : `${model} …`,
    difference: 'Difference',
    interval: (low: string, high: string) => `(${low} to ${high})`,
  },

  diagnostics: {
    title: 'Diagnostics',
    viewer: 'Viewer',
    backend: 'Backend',
    threads: 'Threads',
    adapter: 'Adapter',
    copy: 'Copy diagnostics',
    copied: 'Copied. Contains no patient data.',
    refused: 'The browser blocks copying here: select the text and copy it.',
  },
};

export type Strings = typeof en;
