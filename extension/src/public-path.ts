/**
 * Sets the URL of the package's files in a viewer built from source, whose build copies them from
 * `public` to its root. Import before everything else.
 */

/* eslint-disable prefer-const, @typescript-eslint/no-unused-vars -- Webpack reads what is assigned. */
declare let __webpack_public_path__: string;

const { PUBLIC_URL = '/' } = globalThis as { PUBLIC_URL?: string };
const root = PUBLIC_URL.endsWith('/') ? PUBLIC_URL : `${PUBLIC_URL}/`;

__webpack_public_path__ = `${root}echonet-files/`;
