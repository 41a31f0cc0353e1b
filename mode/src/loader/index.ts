import { addToConfig, type ConfigSource } from './add-to-config';
import { importFile } from './import-file';
import { showNotice } from './notice';
import { standIns } from './stand-ins';

/**
 * The drop-in's loader, a classic script that app-config.js writes into the page. It adds EchoNet to
 * `window.config` such that the viewer starts whatever is wrong with EchoNet's other files, and then
 * says what is. Should this very file be missing, the page goes on without it.
 */
const folder = new URL('./', (document.currentScript as HTMLScriptElement).src);

/** The page may still be without a body. */
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
