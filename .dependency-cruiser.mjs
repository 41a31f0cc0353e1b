/**
 * Who may import whom: packages, folders within a package, no cycles (type imports count).
 * docs/ARCHITECTURE.md shows the same arrows.
 */

/** Packages and the packages of this repository that each may import. */
const packages = {
  models: [],
  dicom: ['models'],
  engine: ['models'],
  'command-line': [],
  phantom: ['models', 'dicom', 'command-line'],
  extension: ['models', 'dicom', 'engine'],
  mode: ['extension'],
  training: ['models', 'dicom', 'engine', 'phantom', 'command-line'],
  viewer: ['dicom', 'command-line'],
};

/** Folders of a package's src, in the order of their dependency: each may import those before it. */
const layers = {
  models: [
    'random',
    'image',
    'measures',
    'sampling',
    'contract',
    'network',
    'model',
    'tasks',
    'saliency',
    'inference',
  ],
  training: ['data', 'learning', 'evaluation', 'export', 'import', 'reading', 'commands'],
};

const spec = '\\.spec\\.tsx?$';
const testing = '(/testing/|/testing\\.ts$|-fixture\\.ts$)';
const names = Object.keys(packages);

/** Files of packages that another may import although not the package. */
const shared = { training: '^extension/src/report/automatic-(pdf|report)\\.ts$' };

const packageRules = names.map((name) => ({
  name: `${name} imports only ${packages[name].join(', ') || 'libraries'}`,
  severity: 'error',
  from: { path: `^${name}/src/`, pathNot: [spec, testing] },
  to: {
    path: `^(${names.filter((other) => other !== name && !packages[name].includes(other)).join('|')})/`,
    ...(shared[name] && { pathNot: shared[name] }),
  },
}));

const layerRules = Object.entries(layers).flatMap(([name, folders]) =>
  folders.slice(0, -1).map((folder, at) => ({
    name: `${name}/${folder} imports no layer above it`,
    severity: 'error',
    from: { path: `^${name}/src/${folder}/`, pathNot: [spec, testing] },
    to: { path: `^${name}/src/(${folders.slice(at + 1).join('|')})/` },
  })),
);

/** Feature folders of the extension. */
const features =
  '^extension/src/(clips|views|inference|results|contours|saliency|occlusion|models|report|diagnostics|worklist|study|measurements|first-use)/';

const extensionRules = [
  {
    name: 'features know the state of the session, only their commands the session itself',
    severity: 'error',
    from: { path: features, pathNot: [spec, testing, 'fake-', '/commands\\.ts$'] },
    to: { path: '^extension/src/session/(session|current-session)\\.ts$' },
  },
  {
    name: 'host imports no feature, except for the archive that it implements',
    severity: 'error',
    from: { path: '^extension/src/host/', pathNot: [spec, testing] },
    to: { path: features, pathNot: '^extension/src/report/archive/' },
  },
  {
    name: 'the inference worker renders nothing',
    severity: 'error',
    from: { path: '^extension/src/inference/(worker|inference-service)\\.ts$' },
    to: { path: '(node_modules/react|^extension/src/(panel|host|session))' },
  },
];

export default {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    ...packageRules,
    ...layerRules,
    ...extensionRules,
    {
      name: 'browser code imports no Node module',
      severity: 'error',
      from: { path: '^(models|extension|mode)/src/', pathNot: [spec, testing] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'models has no interface',
      severity: 'error',
      from: { path: '^models/src/', pathNot: [spec, testing] },
      to: {
        path: 'node_modules/(react|react-dom|@ohif|@cornerstonejs|dcmjs|@tensorflow/tfjs(-layers|-node)?)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
