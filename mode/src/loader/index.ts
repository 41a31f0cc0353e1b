import { addToConfig, type ConfigSource } from './add-to-config';
import { importFile } from './import-file';
import { showNotice } from './notice';
import { standIns } from './stand-ins';

/**
 * Loader of the drop-in, a classic script that app-config.js adds to the page. It adds EchoNet to
 * `window.config` so that the viewer starts whatever is wrong with EchoNet's other files, and
 * reports the problem. Without this file the viewer starts without EchoNet.
 */
const folder = new URL('./', (document.currentScript as HTMLScriptElement).src);

/** document.body may not exist yet. */
function report(reason: string): void {
  if (document.body) showNotice(reason);
  else document.addEventListener('DOMContentLoaded', () => showNotice(reason), { once: true });
}

const page = window as unknown as { config?: ConfigSource };
try {
  page.config = addToConfig(
    page.config,
    standIns({
      extension: importFile(new URL('extension.js', folder).href),
      mode: importFile(new URL('mode.js', folder).href),
      report,
    }),
  );
} catch (error) {
  report(error instanceof Error ? error.message : String(error));
}
