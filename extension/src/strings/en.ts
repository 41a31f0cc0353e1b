import type { ViewClass } from '@echonet/models';
import type { GroupName } from '../results/task-groups';
import type { RegionShape } from '../host/draw-region';
import type { SaliencyLayout, SaliencyMethod } from '../saliency/settings';
import type { Run } from '../session/state';

/** "1 frame", "3 frames". */
function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const viewNames: Readonly<Record<ViewClass, string>> = {
  A4C: 'A4C',
  other: 'another view',
  unusable: 'no usable view',
  uncertain: 'view uncertain',
};

const saliencyMethodNames: Readonly<Record<SaliencyMethod, string>> = {
  smoothGrad: 'SmoothGrad',
  gradient: 'Gradient',
  integratedGradients: 'Integrated Gradients',
};

/**
 * Everything that the panel says, in English. Sentences about a clip's file, a model or the machine
 * come from where they arise, and stay English in every language: they are searched for and reported.
 */
export const en = {
  /** Language tag by which numbers are written. */
  locale: 'en',
  /** Names of tasks by id, where the model's own are not good enough. */
  taskNames: {} as Readonly<Record<string, string>>,
  frames: (count: number) => counted(count, 'frame'),
  patients: (count: number) => counted(count, 'patient'),
  clipCount: (count: number) => counted(count, 'clip'),
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',

  notice: {
    researchOnly: 'For research use only.',
    notForDiagnosis: 'Not for diagnosis.',
    simulated: (patients: string) =>
      `Trained on simulated echocardiograms (${patients}), never on real ones.`,
    trainedOn: (data: string, patients: string) => `Trained on ${data} (${patients}).`,
  },

  clips: {
    title: 'Clips',
    readable: (readable: number, all: number) => `${readable} of ${all} can be read`,
    none: 'The study has no images yet.',
    choose: (clip: string) => `Read ${clip}`,
    chooseHint: 'Tick several clips to pool them into one result.',
    shown: 'on screen',
    read: 'read',
    failed: 'failed',
    best: 'suggested',
    noPreview: 'No preview',
    reads: (done: number, wanted: number) => `reads ${done} of ${wanted} samples`,
    contrast: (percent: string) => `contrast ${percent}`,
    black: (percent: string) => `${percent} of the sector black`,
    white: (percent: string) => `${percent} of it white`,
    qualityHint: 'Measured inside the sector; facts, and no grade.',
    view: (view: ViewClass, probability: string) =>
      view === 'A4C' ? `A4C ${probability}` : `${viewNames[view]} (A4C ${probability})`,
    viewHint: (probability: string, threshold: string) =>
      `View classifier: A4C ${probability}, taken for one from ${threshold} on.`,
    checkViews: 'Check views',
    checkingViews: (clip: number, count: number) => `Checking the view of clip ${clip} of ${count}`,
    notChecked: (clip: string, reason: string) => `The view of ${clip} was not checked: ${reason}`,
    noClassifier: 'No view classifier is installed: which clips are A4C is for you to say.',
  },

  run: {
    label: 'Run',
    thisClip: 'Run EchoNet on this clip',
    clip: (clip: string) => `Run EchoNet on ${clip}`,
    clips: (count: number) => `Run EchoNet on ${count} clips`,
    more: (count: number) => `Run EchoNet on ${counted(count, 'more clip')}`,
    again: 'Run again',
    progress: 'Progress of the run',
    underWay: 'EchoNet is reading …',
    ended: 'EchoNet has read: the results are in its panel.',
    cancelled: 'The run was cancelled.',
    chooseFirst: 'Choose a clip first.',
    nothingRuns: 'Nothing runs.',
    heldBackOnly: 'Choose an A4C clip, or score this one anyway.',
    heldBack: (clip: string, probability: string, threshold: string) =>
      `${clip} was not scored: the view classifier does not take it for an apical four-chamber view (A4C ${probability}, threshold ${threshold}).`,
    scoreAnyway: 'Score anyway',
    noneReadable: 'No clip of this study can be read.',
    lookingForModel: 'The model is being looked up …',
    loadingModel: (download?: string) => `Loading the model${download ? `: ${download}` : ''} …`,
    phase: {
      checking: () => 'Checking the view …',
      reading: (frame: string) => `Reading ${frame}`,
      locating: () => 'Finding the scanning sector …',
      predicting: (frame: string) => `Predicting ${frame}`,
    } satisfies Record<Exclude<Run['phase'], 'starting'>, (frame: string) => string>,
    frameOf: (frame: number, count: number) => `frame ${frame} of ${count}`,
    clipOf: (clip: string, index: number, count: number) =>
      count > 1 ? `${clip}, ${index} of ${count}` : clip,
  },

  results: {
    title: 'Results',
    groups: {
      function: 'Function',
      structure: 'Structure',
      systemic: 'Systemic',
      other: 'Other',
    } satisfies Record<GroupName, string>,
    exploratory: 'exploratory',
    exploratoryHint:
      'What the network infers of the whole patient. Interesting for research, useless for the reading.',
    pooled: (clips: string) => `mean of ${clips}`,
    provisional: (done: string) => `Provisional: ${done}`,
    framesOf: (done: number, frames: string) => `${done} of ${frames}`,
    clipsOf: (done: number, clips: string) => `${done} of ${clips}`,
    stillChanging: 'still changing',
    interval: (low: string, high: string) => `90 % interval ${low} to ${high}`,
    noInterval: 'no interval: the model is not calibrated',
    probability: 'probability',
    threshold: (isAbove: boolean, threshold: string) =>
      `probability, ${isAbove ? 'above' : 'below'} threshold ${threshold}`,
    spread: (spread: string) => `frames ± ${spread}`,
    spreadHint: 'Standard deviation over the frames',
    clipSpread: (spread: string) => `clips ± ${spread}`,
    clipSpreadHint: 'Standard deviation over the clips',
    reference: (low: string, high: string) => `normal ${low} to ${high}`,
    referenceOf: {
      male: 'Published normal range of men',
      female: 'Published normal range of women',
      both: 'Published normal range of men and women: the header does not say the sex',
    },
    indexed: "scaled by the patient's body surface area",
    referenceSource: 'Lang et al., J Am Soc Echocardiogr 2015;28:1-39',
    scale: (parts: readonly string[]) => `Scale: ${parts.join('; ')}`,
    scaleRange: (low: string, high: string) => `from ${low} to ${high}`,
    scaleValue: (value: string) => `value ${value}`,
    scaleThreshold: (value: string) => `threshold ${value}`,
    byFrame: (task: string, clip: string) => `${task} by frame of ${clip}`,
    atFrame: (frame: number, value: string) => `Frame ${frame}: ${value}`,
    byFrameHint: 'Click or use the arrow keys to go to a frame',
    fromVolumes: 'From the volumes',
    fromVolumesDisagree:
      'The direct ejection fraction and the one from the volumes differ by more than their intervals: rely on neither.',
    otherView: 'no A4C',
    otherViewHint:
      'The view classifier does not take the clip for an A4C: the model was not made for it.',
    viewWarning: 'The software has not checked that this is an apical four-chamber (A4C) view.',
    poolWarning:
      'The interval is that of a single clip: how much several clips narrow it was not measured.',
    toConsider: 'To consider',
    computed: (frames: string, seconds: string, backend: string) =>
      `${frames} in ${seconds}. Computed by ${backend}.`,
  },

  saliency: {
    title: 'Saliency',
    show: 'Show where it looked',
    hide: 'Hide where it looked',
    runFirst: 'Run EchoNet on this clip to see where it looked.',
    explain: (task: string) => `Show where it looked: ${task}`,
    task: 'Explains',
    method: 'Method',
    methods: saliencyMethodNames,
    samples: 'Samples',
    /** Beside the colour bar. */
    methodAndSamples: (method: SaliencyMethod, samples: number) =>
      method === 'gradient'
        ? saliencyMethodNames.gradient
        : `${saliencyMethodNames[method]}, ${samples} samples`,
    view: 'View',
    layouts: {
      overlay: 'Over the clip',
      sideBySide: 'Side by side',
    } satisfies Record<SaliencyLayout, string>,
    colours: 'Colours',
    threshold: 'Threshold',
    strong: 'strong influence',
    weak: 'weak',
    input: 'What the network reads',
    map: 'Saliency',
    mapNotYet: 'Saliency: not computed yet',
    overlap: 'Both',
    opacity: 'Opacity',
    percent: (value: number) => `${value} percent`,
    computeRest: 'Compute the rest',
    hint: 'Bright places change this prediction most. Each frame is scaled by itself.',
    progress: 'Progress of saliency',
    explaining: (frame: number, count: number) => `Explaining frame ${frame} of ${count}`,
  },

  report: {
    title: 'Report',
    accept: (result: string) => `Accept ${result}`,
    reject: (result: string) => `Reject ${result}`,
    acceptAll: 'Accept all',
    rejectAll: 'Reject all',
    decisions: { accepted: 'accepted', rejected: 'rejected', undecided: 'not decided' },
    decided: (accepted: number, rejected: number, all: number) =>
      `${accepted} of ${all} accepted, ${rejected} rejected`,
    finishFirst: 'Reports are made from final results: run EchoNet first.',
    copy: 'Copy as text',
    copied: 'Copied. It holds nothing of the patient.',
    refused: 'The browser does not let EchoNet copy here: select the text and copy it.',
    download: (format: string) => `Save ${format}`,
    identified: 'Patient ID and UIDs in saved files',
    notIdentified: 'Saved files hold nothing that tells whose results they are.',
    store: { report: 'Store report …', capture: 'Store overlay …' },
    storeTitle: {
      report: 'Store the results in the archive?',
      capture: 'Store the overlay in the archive?',
    },
    storeReportHint: (results: string, clips: string) =>
      `A structured report (DICOM SR) of ${results} from ${clips}, marked as not verified and for research use.`,
    resultCount: (count: number) => counted(count, 'result'),
    storeCaptureHint: (frames: string, task: string) =>
      `A clip (DICOM secondary capture) of ${frames} with the saliency of ${task}, with "AI, research use" burned in.`,
    into: (archive: string) => `It goes to ${archive}, into this study, as a new series.`,
    yes: 'Store',
    noArchive: "The study's source takes no results.",
    preparing: 'Preparing …',
    sending: (percent: number) => `Sending: ${percent} %`,
    progress: 'Progress of storing',
    storing: { report: 'Storing the report …', capture: 'Storing the overlay …' },
    stored: {
      report: 'The report is stored in the archive.',
      capture: 'The overlay is stored in the archive.',
    },
    mapsFirst: 'The overlay can be stored once saliency of all frames is computed.',
    efFromVolumes: 'Ejection fraction from the volumes',
    basis: (clips: string, frames: string) => `From ${clips}, ${frames}, by deep learning.`,
    model: (model: string, sha: string) => `Model: ${model}, SHA-256 ${sha} …`,
    leftOut: (count: number) => `${counted(count, 'result')} rejected by the reader, not shown.`,
    earlier: 'Earlier reports',
    earlierBy: (model: string) => `by ${model}`,
    sameModel: 'the same model',
    otherModel: 'another model: differences may be the model’s',
    earlierHint: 'Stored in this study by EchoNet.',
    columns: { task: 'Result', earlier: 'Then', now: 'Now', difference: 'Change' },
  },

  whatIf: {
    title: 'What if',
    hint: 'Cover a part of the clip and see what EchoNet makes of the rest.',
    runFirst: 'Run EchoNet on this clip first.',
    rectangle: 'Rectangle',
    freehand: 'Freehand',
    draw: {
      rectangle: 'Drag a rectangle over the clip.',
      freehand: 'Draw around a part of the clip.',
    } satisfies Record<RegionShape, string>,
    regions: 'Covered regions',
    region: (number: number) => `Region ${number}`,
    /** For those who cannot see the region. */
    regionKeys: 'Arrow keys move it, plus and minus change its size, Delete removes it.',
    remove: (region: string) => `Remove ${region}`,
    run: 'Run without the covered part',
    clear: 'Uncover',
    progress: 'Progress of the experiment',
    reading: 'Reading the clip …',
    caption: 'Predictions before and after covering',
    prediction: 'Prediction',
    before: 'Before',
    after: 'After',
    change: 'Change',
    large: 'larger than its 90 % interval, or across its threshold',
    onOneClip: (clip: string) => `Of ${clip} alone, whatever else is pooled above.`,
  },

  model: {
    title: 'About the model',
    card: 'Model card',
    name: 'Model',
    intendedUse: 'Intended use',
    trainedOn: 'Trained on',
    reads: 'Reads',
    input: (view: string, frames: string, intervalMs: number, size: number) =>
      `${view} clips, ${frames} ${intervalMs} ms apart, at ${size} × ${size}`,
    heldOut: (task: string) => `${task}, held out`,
    measured: (metrics: string, patients: string) => `${metrics} on ${patients}`,
    notMeasured: 'not measured',
    metricNames: {
      r2: 'R²',
      mae: 'mean absolute error',
      auc: 'AUC',
      sensitivity: 'sensitivity',
      specificity: 'specificity',
    },
  },

  models: {
    title: 'All models',
    lookingUp: 'The models are being looked up …',
    inUse: 'in use',
    simulated: 'simulated training data',
    use: 'Use this model',
    compare: 'Compare on this clip',
    runFirst: 'Run EchoNet on the clip first.',
    check: 'Check files',
    checking: 'Checking …',
    sound: (files: number) => `All ${counted(files, 'file')} as the manifest says (SHA-256).`,
    comparison: 'Two models',
    reading: (model: string, done: number, count: number) =>
      count > 0 ? `${model}: frame ${Math.min(done + 1, count)} of ${count}` : `${model} …`,
    difference: 'Difference',
    interval: (low: string, high: string) => `(${low} to ${high})`,
  },

  diagnostics: {
    title: 'Diagnostics',
    computes: 'Computes',
    threads: 'Threads',
    adapter: 'Adapter',
    copy: 'Copy diagnostics',
    copied: 'Copied. It holds nothing of the patient.',
    refused: 'The browser does not let EchoNet copy here: select the text and copy it.',
  },
};

/** The same in another language. */
export type Strings = typeof en;
