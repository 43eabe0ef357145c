import type { BuiltProcess } from './processes.js';

/** What a process must be started with, to be asked for its memory. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

export interface Memory {
  /** What is left of the heap after a full collection, in MB. */
  heap: number;
  /** Resident, in MB. */
  rss: number;
}

interface Reply {
  id: number;
  result: { result?: { value: string } };
  error?: { message: string };
}

/** Asks a running process by the DevTools protocol, which Node speaks where it is inspected. */
export class HeapProbe {
  #id = 0;

  private constructor(private readonly socket: WebSocket) {}

  static async of(process: BuiltProcess): Promise<HeapProbe> {
    await process.untilPrinted(/Debugger listening on ws:/);
    const [, url] = /Debugger listening on (ws:\S+)/.exec(process.output)!;
    const socket = new WebSocket(url!);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer.`)), { once: true });
    });
    return new HeapProbe(socket);
  }

  async memory(): Promise<Memory> {
    await this.#ask('HeapProfiler.collectGarbage');
    const { result } = await this.#ask('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())' });
    const { heapUsed, rss } = JSON.parse(result!.value) as NodeJS.MemoryUsage;
    return { heap: heapUsed / 2 ** 20, rss: rss / 2 ** 20 };
  }

  close(): void {
    this.socket.close();
  }

  #ask(method: string, params: object = {}): Promise<Reply['result']> {
    const id = (this.#id += 1);
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${method}: the process has ended.`));
      const listen = ({ data }: MessageEvent) => {
        const reply = JSON.parse(data as string) as Reply;
        if (reply.id !== id) return;
        this.socket.removeEventListener('message', listen);
        this.socket.removeEventListener('close', ended);
        if (reply.error) reject(new Error(`${method}: ${reply.error.message}`));
        else resolve(reply.result);
      };
      this.socket.addEventListener('message', listen);
      this.socket.addEventListener('close', ended, { once: true });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}
