import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';
import { repositoryRoot } from './paths';
import { startServerProcess } from './server-process';
import { rewriteOf } from './sub-path';

const executable = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((file) => existsSync(file));

export const hasNginx = executable !== undefined;

/** Path below which docs/deploy/nginx.conf serves the viewer. */
const below = '/ohif/';

export interface NginxViewer {
  /** Address of the study list, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves OHIF with the plugin by docs/deploy/nginx.conf and app-config.js, with only those lines of
 * nginx.conf replaced that its comments tell a site to replace.
 *
 * @param ohif folder of the unpacked viewer: `dist` of the npm package
 * @param plugin folder of the built plugin
 * @param archive host and port of the archive
 * @throws Error when nginx is not installed, or with its log when it does not answer within 30 s
 */
export async function startNginx(
  ohif: string,
  plugin: string,
  archive: string,
): Promise<NginxViewer> {
  if (!executable) {
    throw new Error('nginx is not installed: apt-get install nginx-light');
  }
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
  const url = `http://127.0.0.1:${port}${below.slice(0, -1)}`;
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const nginx = await startServerProcess(
      executable,
      ['-p', folder, '-c', path.join(folder, 'nginx.conf')],
      `${url}/app-config.js`,
    );
    return {
      url,
      async close() {
        await nginx.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/**
 * Lays the viewer out in a folder as if it were built with `PUBLIC_URL` set to {@link below}.
 *
 * @returns the text of its index.html
 */
async function layOut(ohif: string, plugin: string, folder: string): Promise<string> {
  await mkdir(path.join(folder, 'plugins'), { recursive: true });
  await symlink(plugin, path.join(folder, 'plugins/echonet'));
  for (const name of await readdir(ohif)) {
    const [from, to] = [path.join(ohif, name), path.join(folder, name)];
    if (name === 'app-config.js') {
      continue;
    }
    const rewrite = rewriteOf(name);
    if (rewrite) {
      await writeFile(to, rewrite(await readFile(from, 'utf8'), below));
    } else {
      await symlink(from, to);
    }
  }
  const config = await readFile(path.join(repositoryRoot, 'docs/deploy/app-config.js'), 'utf8');
  // The dialog would intercept clicks.
  const noDialog = "window.config.investigationalUseDialog = { option: 'never' };";
  await writeFile(path.join(folder, 'app-config.js'), `${config}\n${noDialog}\n`);
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
