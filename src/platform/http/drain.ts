import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { within } from '../within.js';

/** How long to wait for running requests. The process is killed soon after. */
const FINISH_MS = 10_000;
/** How long a new connection may take to send its first request. */
const FIRST_WORD_MS = 1_000;

/** Closes a server's connections without losing a request. */
export class Drain {
  #leaving = false;
  readonly #answers = new Set<ServerResponse>();
  /** Connections without a request so far. */
  readonly #silent = new Set<Socket>();
  #settled: () => void = () => undefined;

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => this.#connected(socket));
    server.prependListener('request', ({ socket }, answer) => this.#asked(socket, answer));
  }

  /** From now on, every answer closes its connection, so that clients connect elsewhere. */
  begin(): void {
    this.#leaving = true;
    for (const answer of this.#answers) if (!answer.headersSent) answer.shouldKeepAlive = false;
  }

  /** Accepts no new connections; resolves when all requests are answered, or after the time limit. */
  async finish(): Promise<void> {
    this.begin();
    // Waits until pending connections have been accepted: closing the server would refuse them.
    await nextTurn();
    this.server.close();
    await this.#until(() => this.#silent.size === 0, FIRST_WORD_MS);
    await this.#until(() => this.#answers.size === 0, FINISH_MS - FIRST_WORD_MS);
    this.server.closeAllConnections();
  }

  #connected(socket: Socket): void {
    this.#silent.add(socket);
    socket.once('close', () => this.#left(this.#silent, socket));
  }

  #asked(socket: Socket, answer: ServerResponse): void {
    if (this.#leaving) answer.shouldKeepAlive = false;
    this.#answers.add(answer);
    answer.once('close', () => this.#left(this.#answers, answer));
    this.#left(this.#silent, socket);
  }

  #left<Member>(members: Set<Member>, member: Member): void {
    members.delete(member);
    this.#settled();
  }

  async #until(isTrue: () => boolean, patienceMs: number): Promise<void> {
    const settled = new Promise<void>((resolve) => {
      this.#settled = () => {
        if (isTrue()) resolve();
      };
      this.#settled();
    });
    await within(patienceMs, settled).catch(() => undefined);
  }
}
