import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';

const fileName = 'THIRD-PARTY-NOTICES.txt';

/** Texts of packages that ship none, <package>.txt each. */
const ownTexts = fileURLToPath(new URL('licences/', import.meta.url));

/** Licences accepted for bundled packages. */
const accepted = [
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'],
  // Of pako, beneath jsPDF.
  '(MIT AND Zlib)',
  // Of mediabunny: its files stay under it, and whoever gets them is told where their source is.
  'MPL-2.0',
];

/**
 * Writes the licence texts of all bundled packages beside the bundle. The build fails for a package
 * under another licence or without a text.
 */
export class NoticesPlugin {
  /**
   * @param {object} options
   * @param {string} options.nodeModules folder of the packages
   * @param {readonly string[]} options.also packages that came in before webpack
   * @param {string} [options.models] folder of the models that are bundled too
   */
  constructor({ nodeModules, also, models }) {
    this.nodeModules = nodeModules;
    this.also = also;
    this.models = models;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap('NoticesPlugin', (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'NoticesPlugin', stage }, () => {
        const folders = new Set(this.also.map((name) => path.join(this.nodeModules, name)));
        // Concatenated modules hold the original ones.
        const modules = [...compilation.modules].flatMap((module) => module.modules ?? [module]);
        for (const module of modules) {
          const folder = packageFolder(module.nameForCondition());
          if (folder) {
            folders.add(folder);
          }
        }
        compilation.emitAsset(fileName, new webpack.sources.RawSource(this.text([...folders])));
      });
    });
  }

  text(folders) {
    const notices = [
      ...folders.map((folder) => this.notice(folder)).sort(),
      ...(this.models ? weightNotices(this.models) : []),
    ];
    return ['EchoNet for OHIF contains work of others, under the licences that follow.', ...notices]
      .join(`\n\n${'-'.repeat(80)}\n\n`)
      .concat('\n');
  }

  notice(folder) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    if (!accepted.includes(license)) {
      throw new Error(`${name} may not be bundled: its licence is ${license ?? 'unknown'}.`);
    }
    const source =
      license === 'MPL-2.0' ? `\nSource: the npm package ${name} ${version}, unchanged.` : '';
    return `${name} ${version} (${license})${source}\n\n${this.licenceText(folder, name, license).trim()}`;
  }

  licenceText(folder, name, license) {
    const own = path.join(ownTexts, `${name}.txt`);
    if (existsSync(own)) {
      return readFileSync(own, 'utf8');
    }
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file) {
      return readFileSync(path.join(folder, file), 'utf8');
    }
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    const inReadme = /^LICENSE \(MIT\)\n-+\n([\s\S]*)$/m.exec(readme);
    if (inReadme) {
      return inReadme[1];
    }
    // TensorFlow.js ships none; the licence names no holder, so one text serves all.
    if (license === 'Apache-2.0') {
      return readFileSync(path.join(this.nodeModules, 'assemblyscript/LICENSE'), 'utf8');
    }
    throw new Error(`${name} has no licence text that could be shipped.`);
  }
}

/** Weights that inherit a licence from the data they were trained on. */
function weightNotices(models) {
  return readdirSync(models, { withFileTypes: true }).flatMap((entry) => {
    const manifest = path.join(models, entry.name, 'echonet.json');
    if (!entry.isDirectory() || !existsSync(manifest)) {
      return [];
    }
    const { name, version, provenance } = JSON.parse(readFileSync(manifest, 'utf8'));
    const { licence, citation } = provenance;
    return licence
      ? [
          `The weights in models/${entry.name} (${name} ${version}): ${licence}\n\n` +
            `They were trained on data under that licence. Cite: ${citation}. ` +
            'EchoNet works without that folder.',
        ]
      : [];
  });
}

/** Folder of the package that a file belongs to; undefined for this repository. */
function packageFolder(file) {
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file ?? '')?.[1];
}
