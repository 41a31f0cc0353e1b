import packageFile from '../../package.json';
import type { Clip } from '../clips/clip';
import { activeClip } from '../clips/state';
import type { EchoNetConfig } from '../config';
import type { DisplaySet } from '../host/contracts';
import type { BackendSettings } from '../inference/backend-choice';
import type { StartedWorker } from '../inference/worker-supervisor';
import type { SessionState } from '../session/state';
import { withoutIdentity } from './without-identity';

export interface DiagnosticSources {
  readonly state: SessionState;
  /** Absent while none runs. */
  readonly worker?: StartedWorker;
  readonly config: BackendSettings & Partial<EchoNetConfig>;
  /** For the patient data to remove from error messages. */
  readonly displaySets: readonly DisplaySet[];
  /** By name. */
  readonly hostVersions: Readonly<Record<string, string>>;
  readonly lastError?: string;
}

export type Diagnostics = Readonly<Record<string, unknown>>;

/**
 * Collects a bug report without patient data: of the clip only its image attributes, no UIDs and no
 * URLs; text of the study's headers is removed from error messages.
 */
export async function collectDiagnostics(sources: DiagnosticSources): Promise<Diagnostics> {
  const { state, worker, config, displaySets, hostVersions, lastError } = sources;
  const diagnosis = await worker?.client.diagnose().catch(() => undefined);
  const clip = activeClip(state);
  const result = clip && state.results.get(clip.SOPInstanceUID);
  return {
    date: new Date().toISOString(),
    versions: {
      echonet: packageFile.version,
      ...hostVersions,
      ...diagnosis?.versions,
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
    memory: { worker: diagnosis?.memory, page: pageMemory() },
    lastError: lastError && withoutIdentity(lastError, displaySets, state.clips.map(nameOf)),
  };
}

const nameOf = ({ name }: Clip): string => name;

function modelFacts({ model }: SessionState): unknown {
  if (model.phase !== 'ready') {
    return model.phase;
  }
  const { id, version: modelVersion, architecture } = model.manifest;
  return { id, version: modelVersion, architecture };
}

/** JavaScript heap in bytes; undefined in browsers without performance.memory. */
function pageMemory(): unknown {
  const { memory } = performance as {
    memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number };
  };
  return memory && { usedJSHeapSize: memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit };
}
