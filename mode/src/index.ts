import { createMode } from './create-mode';

/**
 * The host identifies a run-time module by its URL. Under its package name the host would look for
 * it among the extensions compiled in, and stay blank.
 */
const extensionUrl = new URL(/* webpackIgnore: true */ './extension.js', bundleUrl()).href;

function bundleUrl(): string {
  return new URL(__webpack_public_path__, window.location.href).href;
}

declare const __webpack_public_path__: string;

const mode = createMode({ [extensionUrl]: '*' });

export default mode;
