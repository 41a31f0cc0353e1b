import * as v from 'valibot';

const config = v.object({
  /** Which of TensorFlow.js' backends to use; 'auto' picks the fastest that works. */
  backend: v.optional(v.picklist(['auto', 'webgpu', 'wasm', 'cpu']), 'auto'),
  /** Where the models lie; beside the extension unless given. */
  modelsUrl: v.optional(v.pipe(v.string(), v.nonEmpty())),
  /** Which model to use; the first of models/index.json unless given. */
  model: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'must be the name of a folder'))),
});

/** The reader's or hospital's settings: `echonet` in app-config.js. */
export type EchoNetConfig = v.InferOutput<typeof config>;

/** Backends that can be asked for. */
export type BackendChoice = EchoNetConfig['backend'];

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
    config: { backend: 'auto' },
    problem:
      `The viewer's configuration of EchoNet cannot be read (echonet${path ? `.${path}` : ''}: ` +
      `${issue.message}), so the defaults are used; ask whoever keeps app-config.js.`,
  };
}
