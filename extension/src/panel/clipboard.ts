/** @returns false if the browser refuses, as on plain HTTP, in frames and by settings */
export async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
