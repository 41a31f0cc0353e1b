import { Tinypool } from 'tinypool';
import { typeScriptArguments } from '@echonet/command-line';

/** Runs the functions of worker.ts in child processes. */
export class PreparationPool {
  private readonly pool: Tinypool;

  constructor(workers: number) {
    this.pool = new Tinypool({
      filename: new URL('./worker.ts', import.meta.url).href,
      runtime: 'child_process',
      minThreads: 1,
      maxThreads: workers,
      execArgv: typeScriptArguments,
    });
  }

  /**
   * Runs a function on every task, in any order.
   *
   * @param onDone called with the number done
   * @returns results in the order of the tasks
   */
  async runAll<Task, Result>(
    name: 'scanFile' | 'prepareOrigin',
    tasks: readonly Task[],
    onDone: (done: number) => void,
  ): Promise<Result[]> {
    let done = 0;
    return Promise.all(
      tasks.map(async (task) => {
        const result = (await this.pool.run(task, { name })) as Result;
        done++;
        onDone(done);
        return result;
      }),
    );
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
