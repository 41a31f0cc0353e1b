import packageFile from '../../package.json';
import type { Clip } from '../clips/clip';
import type { EchoNetConfig } from '../config';
import type { DisplaySet } from '../host/contracts';
import type { BackendSettings } from '../inference/backend-choice';
import { withoutIdentity } from './without-identity';
import { activeClip } from '../session/state';
import type { SessionState } from '../session/state';
import type { StartedWorker } from '../inference/worker-supervisor';

/** What a report is made of. */
export interface DiagnosticSources {
  readonly state: SessionState;
  /** Absent where none runs. */
  readonly worker?: StartedWorker;
  readonly config: BackendSettings & Partial<EchoNetConfig>;
  /** Only to know what must not appear. */
  readonly displaySets: readonly DisplaySet[];
  /** What the host tells of its own parts, by name. */
  readonly hostVersions: Readonly<Record<string, string>>;
  readonly lastError?: string;
}

/** A report for whoever mends the software. */
export type Diagnostics = Readonly<Record<string, unknown>>;

/**
 * Gathers what a bug report needs. Nothing of the patient is in it: of the clip only the size of its
 * images, no address, no UID; and whatever the study's headers say is taken out of error messages.
 */
export async function collectDiagnostics(sources: DiagnosticSources): Promise<Diagnostics> {
  const { state, worker, config, displaySets, hostVersions, lastError } = sources;
  const inside = await worker?.client.diagnose().catch(() => undefined);
  const clip = activeClip(state);
  const result = clip && state.results.get(clip.SOPInstanceUID);
  return {
    date: new Date().toISOString(),
    versions: {
      echonet: packageFile.version,
      ...hostVersions,
      ...inside?.versions,
      browser: navigator.userAgent,
    },
    settings: { backend: config.backend, backendOrder: config.backendOrder },
    backend: worker?.backend ?? result?.backend ?? 'not started',
    machine: {
      isCrossOriginIsolated: globalThis.crossOriginIsolated === true,
      isSecureContext: globalThis.isSecureContext === true,
      cores: navigator.hardwareConcurrency,
    },
    model: modelFacts(state),
    clip: clip?.header && {
      Rows: clip.header.Rows,
      Columns: clip.header.Columns,
      NumberOfFrames: clip.header.NumberOfFrames,
      PhotometricInterpretation: clip.header.PhotometricInterpretation,
    },
    timingsMs: {
      ...worker?.timings,
      ...result?.timings,
      elapsedMs: result?.elapsedMs,
      frames: result?.frameIndices.length,
      batchSize: worker?.batchSize,
    },
    memory: { worker: inside?.memory, page: pageMemory() },
    lastError: lastError && withoutIdentity(lastError, displaySets, state.clips.map(nameOf)),
  };
}

const nameOf = ({ name }: Clip): string => name;

function modelFacts({ model }: SessionState): unknown {
  if (model.phase !== 'ready') return model.phase;
  const { id, version: modelVersion, architecture } = model.manifest;
  return { id, version: modelVersion, architecture };
}

/** Bytes of the page's own heap, where the browser tells. */
function pageMemory(): unknown {
  const { memory } = performance as {
    memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number };
  };
  return memory && { usedJSHeapSize: memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit };
}
