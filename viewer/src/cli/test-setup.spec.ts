import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anyOf, isSnapLauncher, programs } from '../../../scripts/programs.mjs';
import {
  advice,
  installCommand,
  leftOut,
  packagesFor,
  systemOf,
  type System,
} from '../../../scripts/setup.mjs';
import { temporaryFolders } from '../testing/temporary-folders';

const newFolder = temporaryFolders();

const all = Object.values(programs);
const system = (manager: System['manager'], isUbuntu = false): System => ({ manager, isUbuntu });

describe('the set-up of npm test', () => {
  it('knows the package manager, and Ubuntu by its own name', () => {
    const having = (name: string) => (program: string) => program === name;
    expect(systemOf(having('apt-get'), 'NAME="Debian"\nID=debian\n')).toEqual(system('apt'));
    expect(systemOf(having('apt-get'), 'ID=ubuntu\nID_LIKE=debian\n')).toEqual(system('apt', true));
    // Mint's apt has a Chromium of its own.
    expect(systemOf(having('apt-get'), 'ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toEqual(
      system('apt'),
    );
    expect(systemOf(having('dnf'), 'ID=fedora')).toEqual(system('dnf'));
    expect(systemOf(having('brew'), '')).toEqual(system('brew'));
    expect(systemOf(() => false, '')).toBeUndefined();
  });

  it('has a Debian package for every program', () => {
    for (const { name, packages } of all) {
      expect([name, packages.apt]).toEqual([name, expect.any(String)]);
    }
  });

  it('asks for the packages of what is missing alone, each once', () => {
    expect(packagesFor([programs.nginx, programs.dciodvfy], system('apt'))).toEqual([
      'nginx',
      'dicom3tools',
    ]);
    expect(packagesFor([programs.nginx, programs.nginx], system('dnf'))).toEqual(['nginx']);
    expect(packagesFor([], system('apt'))).toEqual([]);
  });

  it("leaves Ubuntu's stub of Chromium alone and says what to install instead", () => {
    const ubuntu = system('apt', true);
    expect(packagesFor([programs.chromium, programs.compiler], ubuntu)).toEqual(['g++']);
    const lines = advice([programs.chromium], ubuntu, false);
    expect(lines.join('\n')).toMatch(/as a snap.*Google Chrome's \.deb.*CHROMIUM_PATH/);
    expect(lines.join('\n')).not.toMatch(/To install/);
  });

  it.each([
    ['apt', false, 'sudo apt-get install --no-install-recommends nginx chromium'],
    ['apt', true, 'apt-get install --no-install-recommends nginx chromium'],
    ['dnf', false, 'sudo dnf install nginx chromium'],
    ['zypper', false, 'sudo zypper install nginx chromium'],
    ['pacman', false, 'sudo pacman -S nginx chromium'],
    ['brew', false, 'brew install nginx chromium'],
  ] as const)('gives one command for %s (as root: %s)', (manager, isRoot, command) => {
    expect(installCommand(['nginx', 'chromium'], system(manager), isRoot)).toBe(command);
  });

  it('gives one command for what has a package, and an address for what has none', () => {
    expect(advice([programs.chromium, programs.orthanc], system('pacman'), false)).toEqual([
      'Not installed: Chromium, Orthanc.',
      'To install: sudo pacman -S chromium',
      'No package of Orthanc is known for this system: see https://www.orthanc-server.com',
    ]);
    expect(advice([programs.nginx], undefined, false)).toEqual([
      'Not installed: nginx.',
      'No package of nginx is known for this system: see https://nginx.org',
    ]);
  });

  it('names every group of tests that is left out once, with all that it lacks', () => {
    expect(leftOut([programs.orthanc, programs.orthancDicomweb, programs.nginx])).toEqual([
      expect.stringMatching(
        /^Left out, without Orthanc and Orthanc's DICOMweb plugin: the tests against an Orthanc/,
      ),
      expect.stringMatching(/^Left out, without nginx: .*nginx\.spec\.ts/),
    ]);
    expect(leftOut([])).toEqual([]);
  });
});

describe('the search for programs', () => {
  const script = async (file: string, text: string): Promise<string> => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  };

  it('takes the first that is there and is no launcher of a snap', async () => {
    const folder = await newFolder();
    const stub = '#!/bin/sh\nexec /snap/bin/chromium "$@"\n';
    const launcher = await script(path.join(folder, 'chromium-browser'), stub);
    const snap = await script(path.join(folder, 'bin/snap'), 'ELF');
    const link = path.join(folder, 'chromium');
    await symlink(snap, link);
    const chrome = await script(path.join(folder, 'google-chrome'), '#!/bin/sh\n');
    expect([launcher, link, chrome].map(isSnapLauncher)).toEqual([true, true, false]);
    expect(anyOf(undefined, `${folder}/absent`, launcher, link, chrome)()).toBe(chrome);
    expect(anyOf(launcher)()).toBeUndefined();
  });

  it('looks up a name on the path', () => {
    expect(anyOf(path.basename(process.execPath))()).toBeDefined();
    expect(anyOf('no-such-program-of-anybody')()).toBeUndefined();
  });
});
