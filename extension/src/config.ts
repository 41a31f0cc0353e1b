import * as v from 'valibot';

/** What can compute, the fastest first. */
export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

const modelFolder = v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'must be the name of a folder'));

const config = v.object({
  /**
   * What computes. 'auto' tries backendOrder and passes graphics devices over that are programs;
   * a name forces that one.
   */
  backend: v.optional(v.picklist(['auto', ...backendNames]), 'auto'),
  /** The backends that may be used, the most wanted first. */
  backendOrder: v.optional(
    v.pipe(
      v.array(v.picklist(backendNames)),
      v.minLength(1, 'it names no backend'),
      v.check((names) => new Set(names).size === names.length, 'it names a backend twice'),
    ),
    [...backendNames],
  ),
  /** Where the models lie; beside the extension unless given. */
  modelsUrl: v.optional(v.pipe(v.string(), v.nonEmpty())),
  /** Which model to use; the first of models/index.json unless given. */
  model: v.optional(modelFolder),
  /** Which model tells views apart, or false for none; that of models/index.json unless given. */
  viewClassifier: v.optional(v.union([v.literal(false), modelFolder])),
});

/** The reader's or hospital's settings: `echonet` in app-config.js. */
export type EchoNetConfig = v.InferOutput<typeof config>;

/** The settings of a hospital that sets nothing. */
export const defaultConfig: EchoNetConfig = v.parse(config, {});

/**
 * Reads `appConfig.echonet`.
 *
 * @returns the defaults, and what is wrong as a sentence, where the settings cannot be read: a typing
 *   error must not take the viewer down.
 */
export function readConfig(value: unknown): { config: EchoNetConfig; problem?: string } {
  const parsed = v.safeParse(config, value ?? {});
  if (parsed.success) return { config: parsed.output };
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  return {
    config: defaultConfig,
    problem:
      `The viewer's configuration of EchoNet cannot be read (echonet${path ? `.${path}` : ''}: ` +
      `${issue.message}), so the defaults are used; ask whoever keeps app-config.js.`,
  };
}
