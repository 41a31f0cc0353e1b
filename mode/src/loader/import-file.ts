/** Timeout in ms after which the viewer starts without the plugin. */
const patienceMs = 30_000;

export type ImportModule = (url: string) => Promise<{ readonly default?: unknown }>;

const importModule: ImportModule = (url) =>
  import(/* webpackIgnore: true */ url) as ReturnType<ImportModule>;

/**
 * Imports a module of the plugin.
 *
 * @returns its default export
 * @throws Error with a sentence that names the file and the reason
 */
export async function importFile(
  url: string,
  importer: ImportModule = importModule,
): Promise<object> {
  const module = await inTime(importer(url), url).catch(async (error: unknown) => {
    throw new Error(await whyNot(url, error), { cause: error });
  });
  if (typeof module.default === 'object' && module.default !== null) return module.default;
  throw new Error(`${url} is not a file of EchoNet`);
}

async function inTime<Value>(promise: Promise<Value>, url: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new LateError(`${url} did not come within ${patienceMs / 1000} seconds`)),
      patienceMs,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

class LateError extends Error {}

/** Browsers hide why an import failed, so the file is fetched once more. */
async function whyNot(url: string, error: unknown): Promise<string> {
  if (error instanceof LateError) return error.message;
  let response: Response;
  try {
    response = await fetch(url, { cache: 'no-store' });
  } catch {
    return `${url} cannot be reached`;
  }
  if (!response.ok) return `${url} is missing: the server answers ${response.status}`;
  const type = response.headers.get('Content-Type') ?? 'no content type';
  if (!type.includes('javascript')) {
    return `the server answers ${url} with ${type} instead of JavaScript`;
  }
  return `${url} is broken: ${error instanceof Error ? error.message : String(error)}`;
}
