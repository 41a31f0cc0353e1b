import { createRequire } from 'node:module';
import type { Dcmjs } from './types';

/** The CommonJS build, which dcmjs-codecs and dcmjs-imaging require too: one copy in memory. */
const dcmjs = createRequire(import.meta.url)('dcmjs') as Dcmjs;

export default dcmjs;
