import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UserError } from '@echonet/command-line';
import {
  enginePlanFileName,
  madeAnswer,
  madeMask,
  manifestFileName,
  mostFileBytes,
  onnxFileName,
  parseAnyManifest,
  type AnyManifest,
  type CreateWindowNetwork,
  type OnnxSession,
} from '@echonet/models';
import { hashesOf, writeFolder, type ModelFiles } from '../export/model-folder';
import {
  chooseRunner,
  timedAnswer,
  type Runner,
  type RuntimeChoice,
  type TimedAnswer,
} from './choose-runner';
import { isSegmentation, readContract, type Contract, type NumbersContract } from './contract-file';
import { refuseUnfitting } from './fit-contract';
import { importCard, notEvaluated } from './import-card';
import type { NodeSession } from '../learning/onnx/node-session';
import { onnxFacts, type OnnxFacts } from './onnx-facts';

export interface ImportSettings {
  readonly onnx: string;
  /** Name of a ready contract, or a JSON file. */
  readonly contract: string;
  /** Folder of the model; replaced as a whole if it exists. */
  readonly output: string;
  /** File with the licence of the weights, copied into the folder. */
  readonly licence?: string;
  readonly createSession: (bytes: Uint8Array) => Promise<NodeSession>;
  /** What runs the file in the viewer. */
  readonly runtime: RuntimeChoice;
  /** The project's own engine on one thread. */
  readonly startEngine: () => Promise<CreateWindowNetwork>;
}

export interface ImportedModel {
  readonly manifest: AnyManifest;
  readonly facts: OnnxFacts;
  /** Time of one window in ONNX Runtime here, in milliseconds. */
  readonly windowMs: number;
  /** A sentence: what runs the file in the viewer, and why. */
  readonly runner: string;
  /** Full sentences: what remains unknown. */
  readonly unknown: readonly string[];
  /** A sentence with the files' sizes. */
  readonly written: string;
}

/** Of the made clip's speckle. */
const seed = 1;

/** Largest difference that browsers and this program may have, as a share of the largest value. */
const tolerance = 1e-3;

/**
 * Makes a model's folder of an ONNX file and the contract of its input: checks one against the other,
 * runs a made clip, and writes both with the answer, hashes and a model card.
 *
 * @throws UserError naming the file, what does not fit and what to do
 */
export async function importModel(settings: ImportSettings): Promise<ImportedModel> {
  const contract = await readContract(settings.contract);
  const bytes = await readOnnx(settings.onnx);
  const facts = onnxFacts(bytes, settings.onnx);
  const licence = settings.licence === undefined ? undefined : await readText(settings.licence);
  const session = await settings.createSession(bytes).catch((cause: unknown) => {
    throw new UserError(
      `${settings.onnx} cannot be run by ONNX Runtime Web: ${messageOf(cause).trim()} Operators in ` +
        `the file: ${facts.operators.join(', ')} (opset ${facts.opset}). Export it again with opset ` +
        '17, or without the operator that is named.',
    );
  });
  try {
    refuseUnfitting(contract, session.inputs, session.outputs);
    const answerOf = (opened: Pick<OnnxSession, 'run' | 'outputNames'>) =>
      isSegmentation(contract)
        ? madeMask(contract, opened, seed)
        : madeAnswer(contract, opened, seed);
    const recorded = await timedAnswer(() => answerOf(session)).catch((cause: unknown) => {
      throw new UserError(`${settings.onnx} fails on a made clip: ${messageOf(cause)}`);
    });
    const { layout } = contract.input;
    const runner = await chooseRunner({
      ...{ bytes, layout, recorded, tolerance, answerOf },
      ...{ choice: settings.runtime, startEngine: settings.startEngine },
    });
    const source = { contract, facts, recorded, runner, runtime: session.runtime, bytes };
    const { manifest, files } = folderOf(source, licence);
    const written = await writeFolder(settings.output, {
      ...files,
      [manifestFileName]: jsonBytes(manifest),
    });
    return {
      manifest: parseAnyManifest(manifest),
      facts,
      windowMs: recorded.windowMs,
      runner: runner.reason,
      unknown: [...contract.unknown, notEvaluated],
      written,
    };
  } finally {
    session.dispose();
  }
}

interface FolderSource {
  readonly contract: Contract;
  readonly facts: OnnxFacts;
  readonly recorded: TimedAnswer;
  readonly runner: Runner;
  readonly runtime: string;
  readonly bytes: Uint8Array;
}

/** The manifest as it is written, and the other files. */
function folderOf(
  { contract, facts, recorded, runner, runtime, bytes }: FolderSource,
  licence: string | undefined,
): { manifest: object; files: ModelFiles } {
  const { id, version, name, purpose, unknown } = contract;
  const date = new Date().toISOString();
  const modelCard = importCard({ contract, facts, runtime, runner: runner.reason, date });
  const { engine } = runner;
  const networkFiles: ModelFiles = {
    [onnxFileName]: bytes,
    ...(engine && { [enginePlanFileName]: jsonBytes(engine.plan) }),
  };
  const files: ModelFiles = {
    ...networkFiles,
    'MODEL-CARD.md': Buffer.from(modelCard),
    ...(licence !== undefined && { 'LICENCE.txt': Buffer.from(licence) }),
  };
  const manifest = {
    schemaVersion: 1,
    id,
    version,
    name,
    purpose,
    onnx: {
      file: onnxFileName,
      opset: facts.opset,
      ...(isSegmentation(contract)
        ? { input: contract.input, mask: contract.mask }
        : { input: contract.input, outputs: contract.outputs }),
      recorded: { seed, answer: recorded.answer, runtime, tolerance },
      ...(engine && {
        engine: {
          file: enginePlanFileName,
          windowMs: engine.windowMs,
          onnxRuntimeMs: recorded.windowMs,
        },
      }),
      unknown,
    },
    ...(isSegmentation(contract)
      ? { measures: {}, quality: {}, metrics: {} }
      : { tasks: contract.tasks.map(taskOf) }),
    provenance: {
      data: contract.data,
      simulated: false,
      patients: contract.patients ?? { train: 0, validation: 0, test: 0 },
      commit: 'imported',
      seed: 0,
      command: `echonet import --contract ${id}`,
      date,
      licence: contract.licence,
      citation: contract.citation,
    },
    intendedUse: `${notEvaluated} ${contract.intendedUse}`,
    modelCard,
    files: hashesOf(networkFiles),
  };
  refuseInconsistent(manifest, contract);
  return { manifest, files };
}

function taskOf(task: NumbersContract['tasks'][number]) {
  return {
    ...task,
    ...(task.kind === 'regression' && {
      labelMean: task.labelMean ?? 0,
      labelStd: task.labelStd ?? 1,
    }),
    metrics: {},
  };
}

/** Fields of a contract can contradict each other in ways that only the manifest's rules tell. */
function refuseInconsistent(manifest: object, { id }: Contract): void {
  try {
    parseAnyManifest(manifest);
  } catch (cause) {
    throw new UserError(`The contract ${id} cannot be used: ${messageOf(cause)}`);
  }
}

async function readOnnx(file: string): Promise<Uint8Array> {
  const facts = await stat(file).catch((cause: unknown) => {
    throw new UserError(`${file} cannot be read: ${messageOf(cause)}.`);
  });
  if (!facts.isFile()) {
    throw new UserError(`${file} is no file: name the ONNX file itself in --onnx.`);
  }
  if (facts.size > mostFileBytes) {
    throw new UserError(
      `${file} has ${(facts.size / 1e9).toFixed(1)} GB, and the viewer loads at most ` +
        `${mostFileBytes / 1e9} GB: import a smaller network.`,
    );
  }
  return readFile(file);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError(`${path.basename(file)} cannot be read: ${messageOf(cause)}.`);
  });
}

function jsonBytes(content: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}
