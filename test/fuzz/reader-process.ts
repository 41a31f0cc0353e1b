import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { typeScriptArguments } from '@echonet/command-line';
import type { Answer, Task } from './child';

/** Most heap of a reader, MiB; a reader that wants more dies, and that is a finding. */
const heapMebibytes = 512;

/** A process that reads files and may die or hang; the next file then gets a new one. */
export class ReaderProcess {
  private child: ChildProcess | undefined;

  /** @param limitMs after which the process is killed */
  constructor(private readonly limitMs: number) {}

  /** @returns how the process ended instead of answering, as a string */
  read(task: Task): Promise<Answer | string> {
    const child = this.child ?? this.start();
    return new Promise((resolve) => {
      const done = (result: Answer | string) => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit');
        if (typeof result === 'string') {
          this.stop();
        }
        resolve(result);
      };
      const timer = setTimeout(() => done(`no answer in ${this.limitMs} ms`), this.limitMs);
      child.once('message', (answer) => done(answer as Answer));
      child.once('exit', (code, signal) => done(`died (${signal ?? `exit ${code}`})`));
      child.send(task);
    });
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private start(): ChildProcess {
    const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'child.ts');
    this.child = fork(script, {
      execArgv: [...typeScriptArguments, `--max-old-space-size=${heapMebibytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return this.child;
  }
}
