const KEY = /^#?\s?([A-Z][A-Z0-9_]*)=(.*)$/;

/**
 * Where `.env.example` and the configuration disagree. A setting may be commented out there (`# REDIS_URL=…`), and has a
 * sentence above it or behind its value.
 */
export function settingsOutOfStep(example: string, settings: readonly string[]): string[] {
  const faults: string[] = [];
  const named = new Set<string>();
  let explained = false;
  for (const line of example.split('\n')) {
    const [, key, value] = KEY.exec(line) ?? [];
    if (key) {
      if (named.has(key)) faults.push(`${key} is named twice`);
      if (!settings.includes(key)) faults.push(`${key} is no setting`);
      if (!explained && !/#\s*\S/.test(value!)) faults.push(`${key} has no comment`);
      named.add(key);
    }
    explained = !key && /^#\s*\S/.test(line);
  }
  return [...faults, ...settings.filter((key) => !named.has(key)).map((key) => `${key} is missing`)];
}
