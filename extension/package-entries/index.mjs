export { default } from './index.umd.js';
