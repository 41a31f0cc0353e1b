import { readConfig } from '../config';
import type { ExtensionContext } from './contracts';

/** Name in app-config.js and among the host's customizations. */
const settingsName = 'echonet';

/**
 * Reads the configuration at each call: app-config.js is available from the start, the host's
 * customizations only after all extensions are registered.
 */
export function hostSettings(context: ExtensionContext): () => ReturnType<typeof readConfig> {
  const { customizationService } = context.servicesManager.services;
  let read: ReturnType<typeof readConfig> | undefined;
  let readFrom: unknown;
  return () => {
    const customization = customizationService.getCustomization(settingsName);
    if (!read || customization !== readFrom) {
      read = readConfig(context.appConfig[settingsName], customization);
      readFrom = customization;
      if (read.problem) {
        console.warn(read.problem);
      }
    }
    return read;
  };
}
