import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '@echonet/command-line';
import { startDawn } from './dawn';

const require = createRequire(import.meta.url);

/** In the order of preference. */
export const backendNames = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** The backend in use. */
export interface RunningBackend {
  readonly name: BackendName;
  /** Description of the device for the log. */
  readonly device: string;
  /** As asked for; all cores where absent. */
  readonly threads?: number;
  readonly skipped: readonly { readonly name: BackendName; readonly reason: string }[];
}

export interface BackendSettings {
  /** Try only this one, even if it runs in software. */
  readonly force?: BackendName;
  /** Threads of tfjs-node; all cores by default. */
  readonly threads?: number;
}

/**
 * Starts the first available backend and makes it TensorFlow.js's current one.
 *
 * tfjs-node is loaded by `require`; @tensorflow/tfjs-core has no ES module entry for Node, so
 * `import` and `require` resolve to the same CommonJS file with one kernel registry.
 *
 * @throws {UserError} when a forced backend does not start
 */
export async function startBackend(settings: BackendSettings = {}): Promise<RunningBackend> {
  // Suppresses TensorFlow.js's hint to install tfjs-node.
  tf.enableProdMode();
  const candidates = settings.force ? [settings.force] : backendNames;
  const skipped: { name: BackendName; reason: string }[] = [];
  for (const name of candidates) {
    try {
      const device = await start[name](settings);
      return { name, device, threads: settings.threads, skipped };
    } catch (error) {
      skipped.push({ name, reason: (error as Error).message });
    }
  }
  throw new UserError(`Backend ${settings.force} does not start: ${skipped[0].reason}`);
}

const plainWarning =
  'Warning: plain JavaScript computes some hundred times slower than TensorFlow (a training step on ' +
  "one frame of 299 x 299 pixels takes seconds); install TensorFlow's library first: " +
  'npm run training:libtensorflow';

/**
 * The backend in use, the reasons against those preferred to it, and a warning where only plain
 * JavaScript is left.
 */
export function describeBackend({ name, device, skipped }: RunningBackend): string {
  const reasons = skipped.map((other) => `${other.name}: ${other.reason}`);
  return [
    `Backend ${name} (${device})`,
    ...reasons.map((reason) => `  not ${reason}`),
    ...(name === 'cpu' && skipped.length > 0 ? [plainWarning] : []),
  ].join('\n');
}

const start: Record<BackendName, (settings: BackendSettings) => Promise<string>> = {
  'tfjs-node-gpu': (settings) => startTensorFlow('@tensorflow/tfjs-node-gpu', settings),
  'tfjs-node': (settings) => startTensorFlow('@tensorflow/tfjs-node', settings),
  webgpu: async ({ force }) => {
    const adapter = await startDawn({ allowSoftware: force === 'webgpu' });
    await import('@tensorflow/tfjs-backend-webgpu');
    await activate('webgpu');
    return adapter;
  },
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    await activate('cpu');
    return 'plain JavaScript, slow: for tests and small trials';
  },
};

async function startTensorFlow(packageName: string, { threads }: BackendSettings): Promise<string> {
  try {
    require.resolve(`${packageName}/package.json`);
  } catch {
    throw new Error('not installed');
  }
  // libtensorflow reads these at load time.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  if (threads !== undefined) {
    process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
    process.env['TF_NUM_INTEROP_THREADS'] = '1';
  }
  try {
    require(packageName);
  } catch (error) {
    const firstLine = (error as Error).message.split('\n')[0].trim();
    const reason =
      packageName === '@tensorflow/tfjs-node' && /can not be found/.test(firstLine)
        ? 'its binding is not built (npm run training:libtensorflow builds it)'
        : firstLine;
    throw new Error(reason, { cause: error });
  }
  await activate('tensorflow');
  return `libtensorflow, ${threads ?? 'all'} ${threads === 1 ? 'thread' : 'threads'}`;
}

async function activate(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) {
    throw new Error('it does not initialise');
  }
  await tf.ready();
}
