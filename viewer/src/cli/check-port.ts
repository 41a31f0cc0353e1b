import { createServer } from 'node:net';
import { portTaken } from '../server';

/**
 * Checks early that the port is free.
 *
 * @throws UserError when it is in use; other errors are left to the server
 */
export function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(portTaken(port));
      } else {
        resolve();
      }
    });
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}
