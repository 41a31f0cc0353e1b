import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extract } from 'tar';
import webpack from 'webpack';
import { npmCommand } from '@echonet/viewer';
import { repositoryRoot } from './support/paths';
import packageFile from '../package.json';

const run = promisify(execFile);

/** Default export of a package: the extension or the mode that OHIF registers. */
interface Plugin {
  readonly id: string;
  readonly [entry: string]: unknown;
}

describe('the packages for a source build', () => {
  let folder: string;
  const packed = new Map<string, readonly string[]>();

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-packages-'));
    // .npmrc sets ignore-scripts, so `npm pack` does not run prepack.
    const [builder, ...build] = npmCommand(['run', 'build:packages']);
    await run(builder, build, { cwd: repositoryRoot, maxBuffer: 64 * 2 ** 20 });
    const [program, ...args] = npmCommand(['pack', '-w', 'extension', '-w', 'mode', '--json']);
    const { stdout } = await run(program, [...args, '--silent', '--pack-destination', folder], {
      cwd: repositoryRoot,
      maxBuffer: 64 * 2 ** 20,
    });
    const listed = JSON.parse(stdout.slice(stdout.indexOf('['))) as {
      name: string;
      filename: string;
      files: { path: string }[];
    }[];
    for (const { name, filename, files } of listed) {
      packed.set(name, files.map((file) => file.path).sort());
      const place = path.join(folder, 'node_modules', name);
      await mkdir(place, { recursive: true });
      const tarball = filename.replace('@', '').replace('/', '-');
      await extract({ file: path.join(folder, tarball), cwd: place, strip: 1 });
    }
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('contain the documented files and nothing else', () => {
    const common = [
      'LICENSE',
      'README.md',
      'dist/index.d.ts',
      'dist/index.mjs',
      'dist/index.umd.js',
      'dist/package.json',
      'package.json',
    ];
    expect(packed.get('@echonet/ohif-mode')).toEqual(common);
    const [kernels, worker] = [/^kernels-.*\.wasm$/, /^[\w-]+\.[0-9a-f]{16}\.js$/];
    const beside = packed
      .get('@echonet/ohif-extension')!
      .filter((file) => file.startsWith('public/echonet-files/'))
      .map((file) => file.replace('public/echonet-files/', ''));
    expect(packed.get('@echonet/ohif-extension')).toEqual(
      [
        ...common,
        'src/host/language.ts',
        'src/ids.ts',
        'src/strings/actions.ts',
        ...beside.map((file) => `public/echonet-files/${file}`),
      ].sort(),
    );
    expect(beside.filter((file) => kernels.test(file))).toHaveLength(4);
    expect(beside).toEqual(
      expect.arrayContaining([
        'THIRD-PARTY-NOTICES.txt',
        'models/index.json',
        'models/a4c-phantom/echonet.json',
        expect.stringMatching(/^echonet-inference\./),
      ]),
    );
    const others = beside.filter(
      (file) => !kernels.test(file) && !worker.test(file) && !file.startsWith('models/'),
    );
    expect(others).toEqual([
      'THIRD-PARTY-NOTICES.txt',
      'help/reading.de.html',
      'help/reading.html',
      'onnx-runtime-loader.js',
      'onnx-runtime-webgpu-loader.js',
      'onnx-runtime-webgpu.js',
      'onnx-runtime-webgpu.wasm',
      'onnx-runtime.js',
      'onnx-runtime.wasm',
    ]);
  });

  it.each([
    ['@echonet/ohif-extension', 'ohif-extension'],
    ['@echonet/ohif-mode', 'ohif-mode'],
  ])('%s is an %s without dependencies beside those of the viewer', async (name, keyword) => {
    const place = path.join(folder, 'node_modules', name);
    const manifest = JSON.parse(await readFile(path.join(place, 'package.json'), 'utf8')) as {
      keywords: string[];
      dependencies?: object;
      peerDependencies: object;
      types: string;
    };
    expect(manifest.keywords).toContain(keyword);
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.peerDependencies)).toContain('@ohif/core');
    expect(await readFile(path.join(place, manifest.types), 'utf8')).toMatch(/export default/);
  });

  it.each([
    ['import', (name: string) => `export { default } from '${name}';`],
    ['require', (name: string) => `module.exports.default = require('${name}');`],
  ])(
    'give OHIF their default exports by %s, and use its React',
    async (how, entry) => {
      const [extension, mode] = await Promise.all(
        ['@echonet/ohif-extension', '@echonet/ohif-mode'].map((name) => build(how, name, entry)),
      );
      expect(extension.plugin.id).toBe('@echonet/ohif-extension');
      expect(extension.plugin).toMatchObject({
        preRegistration: expect.any(Function),
        getPanelModule: expect.any(Function),
      });
      expect(extension.required).toEqual(['react', 'react-dom/client', 'react/jsx-runtime']);
      expect(mode.plugin).toMatchObject({
        id: '@echonet/ohif-mode',
        modeFactory: expect.any(Function),
        extensionDependencies: { '@echonet/ohif-extension': packageFile.version },
      });
      expect(mode.required).toEqual([]);
    },
    120_000,
  );

  /** Bundles a package as OHIF does, with OHIF's own packages as externals, and loads the bundle. */
  async function build(how: string, name: string, entry: (name: string) => string) {
    const file = `${name.replace(/\W/g, '-')}-${how}.${how === 'import' ? 'mjs' : 'cjs'}`;
    await writeFile(path.join(folder, file), entry(name));
    const compiler = webpack({
      mode: 'development',
      devtool: false,
      context: folder,
      entry: `./${file}`,
      target: 'node',
      externals: [/^@ohif\//, /^react(-dom)?(\/|$)/],
      externalsType: 'commonjs',
      output: {
        path: folder,
        filename: `${file}.built.cjs`,
        library: { type: 'commonjs2' },
      },
    });
    await new Promise<void>((resolve, reject) =>
      compiler.run((error, stats) =>
        error || stats?.hasErrors()
          ? reject(error ?? new Error(stats?.toString('errors-only')))
          : resolve(),
      ),
    );
    const required: string[] = [];
    const requireHere = createRequire(import.meta.url);
    const built = { exports: {} as { default: Plugin } };
    const code = await readFile(path.join(folder, `${file}.built.cjs`), 'utf8');
    const host = (id: string): unknown => {
      required.push(id);
      return requireHere(id);
    };
    const parameters = ['module', 'exports', 'require', 'self'];
    const load = compileFunction(code, parameters) as (...values: unknown[]) => void;
    load(built, built.exports, host, { location: { href: 'http://localhost/' } });
    return { plugin: built.exports.default, required: required.sort() };
  }
});
