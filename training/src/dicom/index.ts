export { readCine, type Cine } from './read-cine';
export { deterministicUid } from './uid';
export { writeCine, type TransferSyntaxName } from './write-cine';
