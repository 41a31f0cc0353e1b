declare const __webpack_public_path__: string;

/** Folder that the extension was loaded from and that holds its files, ending in a slash. */
export function bundleUrl(): string {
  return new URL('./', new URL(__webpack_public_path__, window.location.href)).href;
}
