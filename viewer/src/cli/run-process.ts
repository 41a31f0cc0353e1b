import { spawn } from 'node:child_process';

/**
 * Runs a program and returns its exit code.
 *
 * @param output 'inherit' for this terminal, or a function called with the text of both streams
 * @throws Error when the program cannot be started
 */
export function runProcess(
  [program, ...args]: string[],
  directory: string,
  output: 'inherit' | ((text: string) => void),
): Promise<number> {
  return new Promise((resolve, reject) => {
    const stdio = output === 'inherit' ? 'inherit' : 'pipe';
    const child = spawn(program, args, { cwd: directory, stdio });
    if (output !== 'inherit') {
      child.stdout?.on('data', (chunk: Buffer) => output(chunk.toString()));
      child.stderr?.on('data', (chunk: Buffer) => output(chunk.toString()));
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
