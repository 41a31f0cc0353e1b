import { saliencyDefaults } from '@echonet/models';
import * as v from 'valibot';
import { colourMapNames, saliencyMethods } from '../saliency/settings';
import { templateProblem } from '../report/sentences/placeholders';
import { backendNames } from './backend-names';

const folderName = v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'must be the name of a folder'));
const fraction = v.pipe(
  v.number(),
  v.minValue(0, 'must be from 0 to 1'),
  v.maxValue(1, 'must be from 0 to 1'),
);
const sampleCount = v.pipe(
  v.number(),
  v.integer('must be whole'),
  v.minValue(1, 'must be from 1 to 200'),
  v.maxValue(200, 'must be from 1 to 200'),
);
/** DICOM Long String (LO): at most */
const longString = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.maxLength(64, 'may have 64 characters'),
  v.regex(/^[^\\\p{Cc}]*$/u, 'may hold neither a backslash nor a line break'),
);

/** A non-empty list without duplicates. */
const namesOf = <Item extends v.GenericSchema<string>>(item: Item, what: string) =>
  v.pipe(
    v.array(item),
    v.minLength(1, `names no ${what}`),
    v.check((names) => new Set(names).size === names.length, `names a ${what} twice`),
  );

const sentence = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? templateProblem(dataset.value) : undefined;
    if (problem) {
      addIssue({ message: problem });
    }
  }),
);

function isHttpAddress(text: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

const setting = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const allowed = (description: string) => setting(v.optional(v.boolean(), true), description);

const saliency = v.object({
  method: setting(
    v.optional(v.picklist(saliencyMethods), 'smoothGrad'),
    'How a map is made. The reader can choose another.',
  ),
  samples: setting(
    v.optional(sampleCount, saliencyDefaults.samples),
    'Gradients that a map of SmoothGrad or integrated gradients is the mean of.',
  ),
  opacity: setting(v.optional(fraction, 0.6), 'How strongly the map covers the echo at first.'),
  colourMap: setting(v.optional(v.picklist(colourMapNames), 'inferno'), 'Colours of the map.'),
});

const report = v.object({
  seriesDescription: setting(
    v.optional(longString, 'EchoNet'),
    'Series Description of what is stored in the archive.',
  ),
  heading: setting(v.optional(longString, 'EchoNet'), 'First line of reports.'),
  sentences: setting(
    v.optional(v.array(sentence)),
    'Templates of the sentences in text and PDF, one for each structure; see [READING.md](READING.md#sentences). Those of the language of the viewer unless given.',
  ),
  note: setting(
    v.optional(v.pipe(v.string(), v.maxLength(1024, 'may have 1024 characters'))),
    'A text of the department that every report ends with. What EchoNet itself says of research use and simulated training stays.',
  ),
  deviceUid: setting(
    v.optional(
      v.pipe(v.string(), v.regex(/^[0-9]+(\.[0-9]+)+$/, 'must be a UID'), v.maxLength(64)),
    ),
    'Device UID of this installation in what is stored; one that each browser draws once, and keeps, unless given.',
  ),
});

const fhir = v.object({
  endpoint: setting(
    v.optional(
      v.pipe(
        v.string(),
        v.check(isHttpAddress, 'must be an address that begins with https:// or http://'),
      ),
    ),
    'Base address of a FHIR R5 server that readers may send accepted values to, as a transaction. Nothing is sent to a FHIR server unless given. The content security policy of the viewer must allow it (`connect-src`).',
  ),
  patientIdSystem: setting(
    v.optional(v.pipe(v.string(), v.regex(/^(https?:\/\/|urn:)\S+$/, 'must be a URI'))),
    'System of the Patient ID in FHIR resources, such as `urn:oid:1.2.3`; that of the issuer in the study unless given.',
  ),
});

const actions = v.object({
  run: allowed('Run EchoNet on clips.'),
  chooseModel: allowed('Choose another of the models.'),
  compareModels: allowed('Read one clip with two models, side by side.'),
  saliency: allowed('Show where the network looked.'),
  whatIf: allowed('Mask a region and read the clip again.'),
  storeReport: allowed('Store a report in the archive.'),
  storeCapture: allowed('Store a capture of the overlay in the archive.'),
  storePdf: setting(
    v.optional(v.boolean(), false),
    'Store a PDF of what the reader accepted in the archive (DICOM Encapsulated PDF).',
  ),
  storeProcedureReport: setting(
    v.optional(v.boolean(), false),
    'Store what the reader accepted as an Echocardiography Procedure Report (DICOM SR, TID 5200) for a reporting system.',
  ),
  downloadFhir: setting(
    v.optional(v.boolean(), false),
    'Save what the reader accepted as FHIR R5 resources, with the Patient ID.',
  ),
  sendFhir: allowed(
    'Send what the reader accepted to the FHIR server, where `fhir.endpoint` is set.',
  ),
  download: allowed('Save results as files.'),
  copyText: allowed('Copy results as text.'),
  diagnostics: allowed('Copy diagnostics for a bug report.'),
});

/**
 * All settings: `echonet` in app-config.js, or the host's customization of that name. The
 * descriptions generate docs/CONFIGURATION.md.
 */
export const configSchema = v.object({
  modelSources: setting(
    v.optional(namesOf(v.pipe(v.string(), v.nonEmpty('must not be empty')), 'folder')),
    'Folders with an `index.json`, as addresses or as paths seen from the page; the folder `models/` beside the extension unless given.',
  ),
  model: setting(
    v.optional(folderName),
    'The model to begin with, by its folder; the first of the first source unless given.',
  ),
  viewClassifier: setting(
    v.optional(v.union([v.literal(false), folderName])),
    'The model that tells views apart, by its folder, or `false` for none; that of `index.json` unless given.',
  ),
  segmentation: setting(
    v.optional(v.union([v.literal(false), folderName])),
    'The model that outlines the heart, by its folder, or `false` for none; that of `index.json` unless given.',
  ),
  tasks: setting(
    v.optional(namesOf(v.string(), 'prediction')),
    'Ids of the predictions to show, such as `EF`; all that the model makes unless given.',
  ),
  thresholds: setting(
    v.optional(v.record(v.string(), fraction), {}),
    "Probability from which on a finding counts as present, by the prediction's id, in place of the model's own.",
  ),
  showDemonstration: setting(
    v.optional(v.boolean(), true),
    'Show, folded away, predictions that were evaluated on simulated patients only; on clips that EchoNet itself simulated they show in any case.',
  ),
  autoRun: setting(
    v.optional(v.boolean(), false),
    'Run EchoNet on the best clip of a study as soon as the study is open.',
  ),
  identifyViews: setting(
    v.optional(v.picklist(['onRequest', 'whenIdle']), 'onRequest'),
    'When the views of all clips are identified: on the button, or as soon as a study is open, in idle time (not while a cine plays or an analysis runs).',
  ),
  studyListColumn: setting(
    v.optional(v.boolean(), true),
    'Show in the study list of OHIF 3.13 and later whether EchoNet has read a study; only in app-config.js.',
  ),
  helpUrl: setting(
    v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty'))),
    'Address of the help that the panel links to, with the section after `#`; `help/reading.html` beside the extension unless given.',
  ),
  backend: setting(
    v.optional(v.picklist(['auto', ...backendNames]), 'auto'),
    'What computes. `auto` tries `backendOrder` and passes graphics devices over that are programs; a name forces that one.',
  ),
  backendOrder: setting(
    v.optional(namesOf(v.picklist(backendNames), 'backend'), [...backendNames]),
    'The backends that may be used, the most wanted first.',
  ),
  saliency: setting(
    v.optional(saliency, {}),
    'How the overlay begins; it is off until the reader turns it on.',
  ),
  report: setting(v.optional(report, {}), 'Wording of reports.'),
  fhir: setting(
    v.optional(fhir, {}),
    'FHIR for a reporting system; see `actions.downloadFhir` and `actions.sendFhir`.',
  ),
  actions: setting(
    v.optional(actions, {}),
    'What readers may do. While anything in here is wrong, all that stores, saves or copies is forbidden.',
  ),
});

/** All settings with their defaults. */
export type EchoNetConfig = v.InferOutput<typeof configSchema>;

export type ActionName = keyof EchoNetConfig['actions'];

export const defaultConfig: EchoNetConfig = v.parse(configSchema, {});
