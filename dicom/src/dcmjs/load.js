import { data, log } from 'dcmjs';

// The default export would bring dcmjs's adapters and derivations into the bundle, too.
export default { data, log };
