import { createServer } from 'node:net';

/** Finds a free TCP port on loopback; another process can take it before it is used. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('No TCP port was assigned.'));
        return;
      }
      server.close(() => resolve(address.port));
    });
  });
}
