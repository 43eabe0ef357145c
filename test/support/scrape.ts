import { eventually } from './eventually.js';

/** One line of Prometheus text. */
interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** What a process tells of itself. */
export class Scrape {
  constructor(private readonly samples: readonly Sample[]) {}

  static async of(origin: string): Promise<Scrape> {
    const answer = await fetch(`${origin}/metrics`);
    if (answer.status !== 200) throw new Error(`The metrics answer ${answer.status}.`);
    return Scrape.read(await answer.text());
  }

  static read(text: string): Scrape {
    const samples = text.split('\n').flatMap((line) => {
      const [, name, labels = '', value] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === undefined) return [];
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, each]) => [key!, each!]);
      return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }];
    });
    return new Scrape(samples);
  }

  /** The sum over all samples of that name with these labels; undefined where there is none. */
  value(name: string, labels: Record<string, string> = {}): number | undefined {
    const fitting = this.samples.filter(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    );
    return fitting.length > 0 ? fitting.reduce((sum, { value }) => sum + value, 0) : undefined;
  }

  get names(): Set<string> {
    return new Set(this.samples.map(({ name }) => name));
  }

  /** Every value of every label, by the name of the metric and of the label. */
  get labelValues(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const { name, labels } of this.samples) {
      for (const [label, value] of Object.entries(labels)) {
        if (label === 'le') continue;
        const key = `${name} ${label}`;
        found.set(key, (found.get(key) ?? new Set()).add(value));
      }
    }
    return found;
  }
}

/** Scrapes until it tells what is asked for. */
export const scrapedUntil = (origin: string, what: string, holds: (scrape: Scrape) => boolean): Promise<Scrape> =>
  eventually(
    what,
    async () => {
      const scrape = await Scrape.of(origin);
      return holds(scrape) && scrape;
    },
    60_000,
  );
