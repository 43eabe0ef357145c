import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const BLANK_LINE = Buffer.from('\r\n\r\n');

/** What is posted, again and again. */
export interface Post {
  origin: string;
  path: string;
  contentType: string;
  next: () => { body: string; headers?: Record<string, string> };
}

/**
 * So many connections, each posting as soon as its last answer is there, for so long. It does no more than that: what is
 * measured is bound by the processors, and what the load generator takes of them is nobody's to answer with.
 *
 * @returns how many were answered 2xx in that time
 * @throws where one was answered otherwise
 */
export async function keepPosting(post: Post, connections: number, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const counts = await Promise.all(Array.from({ length: connections }, () => postUntil(until, post)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function postUntil(until: number, { origin, path, contentType, next }: Post): Promise<number> {
  const { hostname, port, host } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}\r\ncontent-type: ${contentType}\r\n`;
  let count = 0;
  while (performance.now() < until) {
    const { body, headers = {} } = next();
    const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${head}${more.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const status = await answerOf(socket);
    if (!/^2\d\d$/.test(status)) throw new Error(`${path}: answered ${status}.`);
    // An answer that comes after the time is up is waited for, and not counted.
    if (performance.now() < until) count += 1;
  }
  socket.destroy();
  return count;
}

/** Reads one answer to its end. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let read: Buffer = Buffer.alloc(0);
    const settle = (done: () => void) => {
      socket.off('data', onData).off('error', reject).off('close', onClose);
      done();
    };
    const onClose = () => settle(() => reject(new Error('The connection was closed.')));
    const onData = (chunk: Buffer) => {
      read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
      const end = read.indexOf(BLANK_LINE);
      if (end < 0) return;
      const head = read.toString('latin1', 0, end);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (read.length >= end + BLANK_LINE.length + length) settle(() => resolve(head.slice(9, 12)));
    };
    socket.on('data', onData).on('error', reject).on('close', onClose);
  });
}
