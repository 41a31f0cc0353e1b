declare const __webpack_public_path__: string;

/** Folder that the extension was loaded from, ending in a slash: its files lie beside it. */
export function bundleUrl(): string {
  return new URL('./', new URL(__webpack_public_path__, window.location.href)).href;
}
