export { backendNames } from './backend-names';
export type { BackendName } from './backend-names';
export { readConfig } from './read-config';
export { defaultConfig } from './schema';
export type { EchoNetConfig } from './schema';
