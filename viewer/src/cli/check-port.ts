import { createServer } from 'node:net';
import { portTaken } from '../server';

/**
 * Finds out early, before anything long, that a port is taken.
 *
 * @throws ReaderError when it is. Any other trouble is left for the server to find.
 */
export function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(portTaken(port));
      else resolve();
    });
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}
