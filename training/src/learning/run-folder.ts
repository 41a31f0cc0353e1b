import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { describeRun } from '../data/run-record';
import { writeFileAtomically } from '../data/write-file-atomically';

/** A folder that holds all that one run reads and writes about itself. */
export class RunFolder {
  private constructor(readonly directory: string) {}

  /**
   * Creates the folder.
   *
   * @throws {UserError} when it is there already and is not empty of runs
   */
  static create(directory: string): RunFolder {
    if (existsSync(path.join(directory, 'run.json'))) {
      throw new UserError(
        `${directory} already holds a run; choose another --out, or go on with it by --resume.`,
      );
    }
    mkdirSync(directory, { recursive: true });
    return new RunFolder(directory);
  }

  /**
   * Opens a folder that an earlier run has written.
   *
   * @throws {UserError} when there is none
   */
  static open(directory: string): RunFolder {
    if (!existsSync(path.join(directory, 'run.json'))) {
      throw new UserError(`${directory} holds no run of echonet train (no run.json).`);
    }
    return new RunFolder(directory);
  }

  /** A file of the run. */
  file(name: string): string {
    return path.join(this.directory, name);
  }

  /** Writes a JSON file, whole or not at all. */
  writeJson(name: string, content: unknown): void {
    this.writeText(name, `${JSON.stringify(content, undefined, 2)}\n`);
  }

  /** Writes a text file, whole or not at all. */
  writeText(name: string, content: string): void {
    writeFileAtomically(this.file(name), content);
  }

  /** Reads a JSON file that this program wrote. @throws {UserError} when it is not there */
  readJson<T>(name: string): T {
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8')) as T;
    } catch {
      throw new UserError(
        `${this.file(name)} is missing or damaged; run the step that writes it again.`,
      );
    }
  }

  /** Says something on the terminal and in log.txt. */
  log(line: string): void {
    process.stdout.write(`${line}\n`);
    this.note(line);
  }

  /** Writes the command that is now at work on the run, and what it runs on, into log.txt. */
  logCommand(): void {
    const { command, commit, versions } = describeRun();
    const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    this.note(`> ${command} (${programs.join(', ')}, commit ${commit || 'unknown'})`);
  }

  private note(line: string): void {
    appendFileSync(this.file('log.txt'), `${new Date().toISOString()} ${line}\n`);
  }
}
