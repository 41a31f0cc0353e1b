import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typeScriptArguments } from '@echonet/command-line';
import {
  ClipRefusal,
  type FramePixels,
  type ImageFormat,
  type ImageTurn,
} from '@echonet/models/image';
import type { SamplingGrid } from '@echonet/models/sampling';
import type { ClipFacts, DecodedImage, LocatedClip } from './clip-facts';
import { DecoderDeath, DecoderFailure } from './failures';
import type { DecoderMethod, DecoderReply, RemoteClipFile } from './messages';

export interface DecoderSettings {
  /** Time for one request, ms: a damaged file can keep a decoder busy for hours. */
  readonly patienceMs?: number;
  /** JavaScript heap of the process, MB; pixels lie outside of it. */
  readonly heapMb?: number;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const lastLogBytes = 4096;

/**
 * Decodes files in another process, one file at a time. When that process ends or does not answer, the
 * requests under way fail with a {@link DecoderDeath}, and the next `open` starts a new one. What
 * ClipFile throws arrives as a ClipRefusal or a {@link DecoderFailure}.
 */
export class Decoder implements RemoteClipFile {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  private log = '';
  private readonly patienceMs: number;
  private readonly heapMb: number;

  constructor({ patienceMs = 120_000, heapMb = 768 }: DecoderSettings = {}) {
    this.patienceMs = patienceMs;
    this.heapMb = heapMb;
  }

  async open(file: string): Promise<ClipFacts> {
    return (await this.ask('open', [file])) as ClipFacts;
  }

  async locate(grid: SamplingGrid): Promise<LocatedClip> {
    const { frameIntervalMs, frameCount } = grid;
    return (await this.ask('locate', [{ frameIntervalMs, frameCount }])) as LocatedClip;
  }

  async image(
    index: number,
    { size, channels }: ImageFormat,
    turn?: ImageTurn,
  ): Promise<DecodedImage> {
    return (await this.ask('image', [index, { size, channels }, turn])) as DecodedImage;
  }

  async pixels(index: number): Promise<FramePixels> {
    return (await this.ask('pixels', [index])) as FramePixels;
  }

  /** Ends the process. */
  close(): void {
    this.end('was closed');
  }

  /** Process id, for tests that end it. */
  get processId(): number | undefined {
    return this.child?.pid;
  }

  private ask(method: DecoderMethod, parameters: readonly unknown[]): Promise<unknown> {
    if (!this.child && method !== 'open') {
      return Promise.reject(new DecoderDeath('The decoder has ended; open the file again.'));
    }
    const child = (this.child ??= this.start());
    const id = this.count++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.end(`took longer than ${this.patienceMs / 1000} s`),
        this.patienceMs,
      );
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      child.send({ id, method, parameters }, (error) => {
        if (error) {
          this.end('broke off');
        }
      });
    });
  }

  private start(): ChildProcess {
    const script = fileURLToPath(new URL('./decoder-process.ts', import.meta.url));
    const child = fork(script, [], {
      execArgv: [...typeScriptArguments, `--max-old-space-size=${this.heapMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-lastLogBytes);
    });
    child.on('message', (reply: DecoderReply) => this.receive(reply));
    child.on('error', () => this.lose(child, 'could not be started'));
    child.on('close', (code, signal) => this.lose(child, endOf(code, signal, this.log)));
    return child;
  }

  private receive(reply: DecoderReply): void {
    const waiting = this.waiting.get(reply.id);
    if ('result' in reply) {
      waiting?.resolve(reply.result);
    } else if ('refusal' in reply) {
      waiting?.reject(new ClipRefusal(reply.clip, reply.refusal));
    } else {
      waiting?.reject(new DecoderFailure(reply.failure));
    }
  }

  /** @param how the rest of a sentence about the decoder */
  private end(how: string): void {
    const { child } = this;
    if (child) {
      this.lose(child, how);
      child.kill('SIGKILL');
    }
  }

  private lose(child: ChildProcess, how: string): void {
    if (this.child !== child) {
      return;
    }
    this.child = undefined;
    const death = new DecoderDeath(`The decoder ${how} on this file, which may be damaged.`);
    for (const { reject } of [...this.waiting.values()]) {
      reject(death);
    }
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null, log: string): string {
  if (/heap out of memory|Array buffer allocation failed/.test(log)) {
    return 'ran out of memory';
  }
  return signal ? `was ended by ${signal}` : `ended with code ${code}`;
}
