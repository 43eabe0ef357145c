import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { within } from '../within.js';

/** Longest wait for what is under way. A process is ended by force a little later. */
const FINISH_MS = 10_000;
/** For a connection that was made a moment ago to say what it is for. */
const FIRST_WORD_MS = 1_000;

/** Lets go of a server's clients without losing a request. */
export class Drain {
  #leaving = false;
  readonly #answers = new Set<ServerResponse>();
  /** Connections on which nothing was asked yet. */
  readonly #silent = new Set<Socket>();
  #settled: () => void = () => undefined;

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => this.#connected(socket));
    server.prependListener('request', ({ socket }, answer) => this.#asked(socket, answer));
  }

  /** From now on every answer asks its client to connect elsewhere: it is the last one on its connection. */
  begin(): void {
    this.#leaving = true;
    for (const answer of this.#answers) if (!answer.headersSent) answer.shouldKeepAlive = false;
  }

  /** Takes no new connection, and resolves when everything that was asked is answered, or has had its time. */
  async finish(): Promise<void> {
    this.begin();
    // By then everything that has come in is taken: what waits at a closed door is refused.
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
