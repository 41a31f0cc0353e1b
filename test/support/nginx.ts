import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';
import { repositoryRoot } from './paths';
import { rewriteOf } from './sub-path';

const executable = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((file) => existsSync(file));

/** True where nginx is installed. */
export const hasNginx = executable !== undefined;

/** Where docs/deploy/nginx.conf has the viewer. */
const below = '/ohif/';

/** A viewer that nginx serves. */
export interface NginxViewer {
  /** Address of the study list, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves an OHIF with the plugin by docs/deploy/nginx.conf and app-config.js. Only what the first of
 * them says is to be changed is changed.
 *
 * @param ohif the unpacked viewer: `dist` of the package from npm
 * @param plugin the built plugin
 * @param archive host and port of the archive
 */
export async function startNginx(
  ohif: string,
  plugin: string,
  archive: string,
): Promise<NginxViewer> {
  if (!executable) throw new Error('nginx is not installed: apt-get install nginx-light');
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-nginx-'));
  const html = await layOut(ohif, plugin, path.join(folder, 'www/ohif'));
  const port = await freePort();
  const hashes = inlineScripts(html).map(sha256);
  const documented = await readFile(path.join(repositoryRoot, 'docs/deploy/nginx.conf'), 'utf8');
  const site = documented
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('root /var/www;', `root ${folder}/www;`)
    .replace('127.0.0.1:8042', archive)
    .replace("'sha256-FIRST' 'sha256-SECOND'", hashes.map((hash) => `'sha256-${hash}'`).join(' '));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n');
  await writeFile(
    path.join(folder, 'nginx.conf'),
    `daemon off; user root; worker_processes 1; pid ${folder}/pid; error_log stderr;
     events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary}\n${site} }`,
  );
  const nginx = spawn(executable, ['-p', folder, '-c', path.join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  nginx.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const close = async (): Promise<void> => {
    if (nginx.exitCode === null) {
      nginx.kill('SIGTERM');
      await once(nginx, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}${below.slice(0, -1)}`;
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && nginx.exitCode === null) {
    const answer = await fetch(`${url}/app-config.js`).catch(() => undefined);
    if (answer?.ok) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await close();
  throw new Error(`nginx did not answer at ${url} within 30 s.\n${log}`);
}

/**
 * Lays out a viewer as one that was built for the path.
 *
 * @returns the text of its index.html
 */
async function layOut(ohif: string, plugin: string, folder: string): Promise<string> {
  await mkdir(path.join(folder, 'plugins'), { recursive: true });
  await symlink(plugin, path.join(folder, 'plugins/echonet'));
  for (const name of await readdir(ohif)) {
    const [from, to] = [path.join(ohif, name), path.join(folder, name)];
    if (name === 'app-config.js') continue;
    const rewrite = rewriteOf(name);
    if (rewrite) await writeFile(to, rewrite(await readFile(from, 'utf8'), below));
    else await symlink(from, to);
  }
  const config = await readFile(path.join(repositoryRoot, 'docs/deploy/app-config.js'), 'utf8');
  // A test's browser has seen the host's dialogs.
  const quiet = "window.config.investigationalUseDialog = { option: 'never' };";
  await writeFile(path.join(folder, 'app-config.js'), `${config}\n${quiet}\n`);
  return readFile(path.join(folder, 'index.html'), 'utf8');
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => script,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
