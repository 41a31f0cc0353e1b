/** The part of `window.config` that lists plugins. */
export interface ViewerConfig {
  readonly extensions?: readonly unknown[];
  readonly modes?: readonly unknown[];
  readonly [setting: string]: unknown;
}

/** `window.config`: the configuration, or a function that returns it. */
export type ConfigSource = ViewerConfig | ((host: unknown) => ViewerConfig | Promise<ViewerConfig>);

/**
 * The configuration with one more extension and one more mode.
 *
 * @throws Error when there is no configuration
 */
export function addToConfig(
  source: ConfigSource | undefined,
  plugin: { readonly extension: unknown; readonly mode: unknown },
): ConfigSource {
  if (typeof source === 'function') {
    return async (host) => withPlugin(await source(host), plugin);
  }
  if (typeof source !== 'object') {
    throw new Error('app-config.js sets no window.config that EchoNet could be added to');
  }
  return withPlugin(source, plugin);
}

function withPlugin(
  config: ViewerConfig,
  plugin: { readonly extension: unknown; readonly mode: unknown },
): ViewerConfig {
  return {
    ...config,
    extensions: [...(config.extensions ?? []), plugin.extension],
    modes: [...(config.modes ?? []), plugin.mode],
  };
}
