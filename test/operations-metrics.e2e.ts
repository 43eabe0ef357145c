import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Deployment } from './support/deployment.js';
import { Given } from './support/given.js';
import { endAll } from './support/processes.js';
import { metricsIn } from './support/prom-ql.js';
import { Scrape } from './support/scrape.js';

interface Panel {
  title: string;
  type: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; legendFormat: string }[];
}
interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}

const read = (name: string) => readFileSync(new URL(`../docs/operations/${name}`, import.meta.url), 'utf8');
const dashboard = JSON.parse(read('grafana-dashboard.json')) as { panels: Panel[] };
const rules = (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules: all }) => all);
const shown = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ of: title, expr })));
const expressions = [...shown, ...rules.map(({ alert, expr }) => ({ of: alert, expr }))];

/** Prometheus itself makes these. */
const OF_PROMETHEUS = ['up'];
const OF_TARGETS = ['job', 'instance'];

describe('the dashboard and the alert rules', () => {
  let motorpool: Deployment;
  let metrics: Map<string, string>;
  let labels: Map<string, Set<string>>;

  beforeAll(async () => {
    motorpool = await Deployment.start();
    await motorpool.workers[0]!.untilReady(motorpool.workerOrigins[0]!);
    const given = new Given(motorpool);
    const branchId = await given.branch();
    const { client } = await given.user(branchId, ['booker']);
    await client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 3));
    await client.expect(404, 'GET', '/bookings/00000000-0000-7000-8000-000000000000');
    await motorpool.settled(60_000);
    const texts = await Promise.all(
      [motorpool.origin, motorpool.workerOrigins[0]!].map(async (origin) => (await fetch(`${origin}/metrics`)).text()),
    );
    metrics = new Map(
      texts.flatMap((text) => [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, n, t]) => [n!, t!])),
    );
    labels = new Map();
    for (const key of texts.flatMap((text) => [...Scrape.read(text).labelValues.keys()])) {
      const [name, label] = key.split(' ');
      labels.set(name!, (labels.get(name!) ?? new Set()).add(label!));
    }
  });
  afterAll(async () => {
    await motorpool?.stop();
    await endAll();
  });

  /** A histogram is asked for by its parts. */
  const exists = (name: string) =>
    metrics.has(name) || metrics.get(name.replace(/_(?:bucket|count|sum)$/, '')) === 'histogram';

  it('name metrics that the API and the worker have, by labels that these have', () => {
    expect(expressions.length).toBeGreaterThan(50);
    const wrong = expressions.flatMap(({ of, expr }) =>
      metricsIn(expr).flatMap(({ name, labels: by }) => {
        if (OF_PROMETHEUS.includes(name)) return [];
        if (!exists(name)) return [`${of}: there is no ${name}`];
        const known = labels.get(name);
        const unknown = known ? by.filter((label) => !known.has(label) && !OF_TARGETS.includes(label)) : [];
        return unknown.map((label) => `${of}: ${name} has no label ${label}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('show every metric of the service', () => {
    const named = new Set(expressions.flatMap(({ expr }) => metricsIn(expr).map(({ name }) => name)));
    const unseen = [...metrics.keys()]
      .filter((name) => name.startsWith('motorpool_'))
      .filter((name) => ![name, `${name}_bucket`, `${name}_count`].some((one) => named.has(one)));
    expect(unseen).toEqual([]);
  });

  it('have a title and a sentence for who is woken up, and panels that do not cover each other', () => {
    for (const { alert, labels: by, annotations } of rules) {
      expect([alert, by.severity]).toEqual([alert, expect.stringMatching(/^(?:critical|warning)$/)]);
      expect([alert, annotations]).toEqual([alert, { summary: expect.any(String), description: expect.any(String) }]);
    }
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    const titles = dashboard.panels.filter(({ type }) => type !== 'row').map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
