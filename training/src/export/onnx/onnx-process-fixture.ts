import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** ONNX Runtime in a process of its own: jest cannot load its WebAssembly. */
export class OnnxProcess {
  private readonly child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./run-onnx.mjs', import.meta.url))],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  private readonly answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  /** @param model an ONNX file with the input `images` and the output `logits` */
  async run(
    model: Uint8Array,
    values: Float32Array,
    dims: readonly number[],
  ): Promise<{ dims: number[]; logits: number[] }> {
    const { buffer, byteOffset, byteLength } = values;
    const request = {
      model: Buffer.from(model).toString('base64'),
      values: Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
      dims,
    };
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.answers.next();
    if (answer.done) {
      throw new Error('ONNX Runtime ended without an answer.');
    }
    return JSON.parse(answer.value) as { dims: number[]; logits: number[] };
  }

  stop(): void {
    this.child.stdin.end();
  }
}
