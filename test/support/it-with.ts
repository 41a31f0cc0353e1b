import { it } from '@jest/globals';

/**
 * `it` where a program is installed, and in continuous integration, where it has to be; elsewhere the test is
 * listed as skipped.
 */
export const itWith = (isInstalled: boolean) => (isInstalled || process.env['CI'] ? it : it.skip);
