import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

/** A computer on which processes run, with one cable to all the rest. */
export interface Host {
  /** What the processes on it are started with. */
  readonly prefix: string[];
  readonly address: string;
  /** The address of what listens on this machine's loopback, as the host reaches it. */
  reach(url: string): Promise<string>;
  /** A port that is free on it, and where the rest finds what listens there. */
  port(): Promise<{ port: number; origin: string }>;
  /** The status and the text that a URL answers on the host itself, where no cable is needed. */
  ask(port: number, path: string): Promise<{ status: number; text: string }>;
  cut(): void;
  mend(): void;
  remove(): void;
}

let made = 0;

/** A network namespace where this machine lets one be made, else processes that reach the rest through relays alone. */
export function makeHost(): Host {
  const name = `mp${randomBytes(3).toString('hex')}`;
  // Of the addresses kept for measuring networks (RFC 2544), which no network outside uses.
  const network = `198.18.${(process.pid + 64 * (made += 1)) % 256}`;
  try {
    ip('netns', 'add', name);
    ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'cable', 'netns', name);
    ip('addr', 'add', `${network}.1/30`, 'dev', name);
    ip('link', 'set', name, 'up');
    // With the cable cut its route is gone, and this machine’s gateway must not answer in the host’s place.
    ip('route', 'add', 'blackhole', `${network}.0/30`, 'metric', '9999');
    ip('-n', name, 'addr', 'add', `${network}.2/30`, 'dev', 'cable');
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'link', 'set', 'cable', 'up');
  } catch {
    removeNetwork(name, network);
    return new RelayedHost();
  }
  return new NamespaceHost(name, network);
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });

function removeNetwork(name: string, network: string): void {
  for (const args of [
    ['netns', 'del', name],
    ['route', 'del', 'blackhole', `${network}.0/30`],
  ]) {
    try {
      ip(...args);
    } catch {
      // It was never there.
    }
  }
}

const ASK = `
  const answer = await fetch(process.argv[1]);
  console.log(JSON.stringify({ status: answer.status, text: await answer.text() }));`;

async function askFrom(prefix: string[], url: string): Promise<{ status: number; text: string }> {
  const [file, ...args] = [...prefix, process.execPath, '--input-type=module', '-e', ASK, url];
  const { stdout } = await promisify(execFile)(file!, args);
  return JSON.parse(stdout) as { status: number; text: string };
}

class NamespaceHost implements Host {
  readonly prefix: string[];
  readonly address: string;
  readonly #relays: Relay[] = [];

  constructor(
    private readonly name: string,
    private readonly network: string,
  ) {
    this.prefix = ['ip', 'netns', 'exec', name];
    this.address = `${network}.2`;
  }

  async reach(url: string): Promise<string> {
    const relay = await Relay.to(url, `${this.network}.1`);
    this.#relays.push(relay);
    return relay.url;
  }

  async port() {
    const port = await freePort();
    return { port, origin: `http://${this.address}:${port}` };
  }

  ask = (port: number, path: string) => askFrom(this.prefix, `http://${this.address}:${port}${path}`);
  /** Nothing comes through any more, and nobody is told. */
  cut = () => void ip('link', 'set', this.name, 'down');
  mend = () => void ip('link', 'set', this.name, 'up');

  remove(): void {
    for (const relay of this.#relays) relay.stop();
    removeNetwork(this.name, this.network);
  }
}

class RelayedHost implements Host {
  readonly prefix: string[] = [];
  readonly address = '127.0.0.1';
  readonly #relays: Relay[] = [];

  async reach(url: string): Promise<string> {
    const relay = await Relay.to(url, '127.0.0.1');
    this.#relays.push(relay);
    return relay.url;
  }

  async port() {
    const port = await freePort();
    return { port, origin: new URL(await this.reach(`http://127.0.0.1:${port}`)).origin };
  }

  ask = (port: number, path: string) => askFrom([], `http://127.0.0.1:${port}${path}`);
  cut = () => this.#relays.forEach((relay) => relay.cut());
  mend = () => this.#relays.forEach((relay) => relay.mend());
  remove = () => this.#relays.forEach((relay) => relay.stop());
}

/** Hands on what comes, unless it is cut: then it takes everything and says nothing. */
class Relay {
  readonly url: string;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(
    private readonly server: Server,
    target: string,
    host: string,
  ) {
    const { hostname, port } = new URL(target);
    const url = new URL(target);
    url.host = `${host}:${(server.address() as { port: number }).port}`;
    this.url = url.href;
    server.on('connection', (near) => {
      const far = connect(Number(port), hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
      if (this.#isCut) this.cut();
    });
  }

  static async to(target: string, host: string): Promise<Relay> {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    return new Relay(server, target, host);
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
  }
}
