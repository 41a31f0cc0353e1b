/** Prefix of image IDs whose rest is the address of a frame. */
const scheme = 'wadors:';

/**
 * Whether the archive answers the request for a frame with a web page: a proxy whose login has ended
 * sends its login page, with the status 200. Never rejects.
 *
 * @param headers of the host's login
 */
export async function answersWithPage(
  imageId: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  if (!imageId.startsWith(scheme)) {
    return false;
  }
  try {
    const response = await fetch(imageId.slice(scheme.length), {
      headers: { ...headers, Accept: 'multipart/related' },
      cache: 'no-store',
    });
    await response.body?.cancel();
    return /^text\/html\b/i.test(response.headers.get('content-type') ?? '');
  } catch {
    return false;
  }
}
