/**
 * Fetches one file of a model's folder.
 *
 * @param modelUrl folder, ending in a slash
 * @throws Error as a sentence: the server's answer, or that there was none.
 */
export async function readModelFile(modelUrl: string, fileName: string): Promise<ArrayBuffer> {
  const url = new URL(fileName, modelUrl).href;
  const response = await fetch(url).catch(() => {
    throw new Error(`the server did not answer at ${url}.`);
  });
  if (!response.ok) throw new Error(`the server answered HTTP ${response.status} at ${url}.`);
  return response.arrayBuffer();
}
