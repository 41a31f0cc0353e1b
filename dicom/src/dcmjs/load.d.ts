import type { Dcmjs } from './types';

declare const dcmjs: Dcmjs;
export default dcmjs;
