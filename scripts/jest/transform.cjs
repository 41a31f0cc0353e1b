const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const swc = require('@swc/jest');

const compiler = swc.createTransformer({
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'commonjs' },
});

/** By folder: whether its `.js` files are ES modules. */
const moduleFolders = new Map();

/** Whether the nearest package.json declares `"type": "module"`. */
function isModuleFolder(folder) {
  if (!moduleFolders.has(folder)) {
    const manifest = path.join(folder, 'package.json');
    const parent = path.dirname(folder);
    moduleFolders.set(
      folder,
      existsSync(manifest)
        ? JSON.parse(readFileSync(manifest, 'utf8')).type === 'module'
        : parent !== folder && isModuleFolder(parent),
    );
  }
  return moduleFolders.get(folder);
}

/** Whether a file of a dependency is CommonJS, by the rule of Node. */
function isCommonJsDependency(file) {
  return (
    file.includes(`${path.sep}node_modules${path.sep}`) &&
    path.extname(file) === '.js' &&
    !isModuleFolder(path.dirname(file))
  );
}

/** Compiles TypeScript and ES modules to CommonJS, which Jest runs; leaves CommonJS as it is. */
module.exports = {
  ...compiler,
  process: (source, file, options) =>
    isCommonJsDependency(file) ? { code: source } : compiler.process(source, file, options),
};
