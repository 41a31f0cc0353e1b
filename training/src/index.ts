export { openPrepared } from './data/prepared/open-prepared';
export { downloadStudies } from './data/sources/dicomweb';
export { onnxModel } from './export/onnx/onnx-model';
export { isSoftwareAdapter, startDawn } from './learning/backends/dawn';
export { findTasks, purposeOf } from './data/find-tasks';
export { layersModelJson } from './learning/network/layers-model';
