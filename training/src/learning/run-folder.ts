import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { describeRun } from '../data/run-record';
import { writeFileAtomically } from '../data/write-file-atomically';

/** Folder with the files of one training run. */
export class RunFolder {
  private constructor(readonly directory: string) {}

  /** @throws {UserError} when the folder already holds a run */
  static create(directory: string): RunFolder {
    if (existsSync(path.join(directory, 'run.json'))) {
      throw new UserError(
        `${directory} already holds a run; choose another --out, or resume it with --resume.`,
      );
    }
    mkdirSync(directory, { recursive: true });
    return new RunFolder(directory);
  }

  /** @throws {UserError} when the folder holds no run */
  static open(directory: string): RunFolder {
    if (!existsSync(path.join(directory, 'run.json'))) {
      throw new UserError(`${directory} holds no run of echonet train (no run.json).`);
    }
    return new RunFolder(directory);
  }

  /** Frees the folder for another run, where this one cannot begin. */
  discard(): void {
    rmSync(this.file('run.json'));
  }

  /** Path of a file of the run. */
  file(name: string): string {
    return path.join(this.directory, name);
  }

  /** Writes a JSON file atomically. */
  writeJson(name: string, content: unknown): void {
    this.writeText(name, `${JSON.stringify(content, undefined, 2)}\n`);
  }

  /** Writes a text file atomically. */
  writeText(name: string, content: string): void {
    writeFileAtomically(this.file(name), content);
  }

  /** @throws {UserError} when the file is missing or damaged */
  readJson<T>(name: string): T {
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8')) as T;
    } catch {
      throw new UserError(
        `${this.file(name)} is missing or damaged; run the step that writes it again.`,
      );
    }
  }

  /**
   * Reads what another command wrote.
   *
   * @param command of echonet, such as 'evaluate'
   * @throws {UserError} naming the command to run first, or when the file is damaged
   */
  readStep<T>(name: string, command: string): T {
    if (!existsSync(this.file(name))) {
      throw new UserError(
        `There is no ${this.file(name)}; run first: echonet ${command} --run ${this.directory}`,
      );
    }
    return this.readJson<T>(name);
  }

  /** Writes a line to the terminal and to log.txt. */
  log(line: string): void {
    process.stdout.write(`${line}\n`);
    this.note(line);
  }

  /** Writes the current command and versions to log.txt. */
  logCommand(): void {
    const { command, commit, versions } = describeRun();
    const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    this.note(`> ${command} (${programs.join(', ')}, commit ${commit || 'unknown'})`);
  }

  private note(line: string): void {
    appendFileSync(this.file('log.txt'), `${new Date().toISOString()} ${line}\n`);
  }
}
