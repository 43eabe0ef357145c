import { CodeBase } from './code-base.js';
import { houseRulesOutOfStep, rulesOutOfStep } from './rules.js';

/** Made-up rules: ids that are real would have to be defined. */
const id = (number: number) => ['BK', number].join('-');

describe('the checks of rules', () => {
  it('finds a rule of the service that is not defined, and one that no test names', () => {
    const rules = `- **${id(3)}** Two bookings never overlap.\n- **${id(4)}** The order of checks.\n`;
    const files = {
      'docs/rules.md': rules,
      'src/a/b.ts': `// ${id(3)}, ${id(99)}`,
      'test/a.e2e.ts': `it('${id(3)}', () => {})`,
    };
    expect(rulesOutOfStep(CodeBase.of(files))).toEqual([
      `src/a/b.ts: ${id(99)} is not in docs/rules.md`,
      `no test names ${id(4)}`,
    ]);
  });

  it('finds a rule of the house that is not defined', () => {
    const files = {
      'docs/architecture.md': '| **3b** | Locks |\n',
      'src/a/b.ts': '// rule 3b',
      'test/a.ts': `// Rule ${15}`,
    };
    expect(houseRulesOutOfStep(CodeBase.of(files))).toEqual([`test/a.ts: rule ${15} is not in docs/architecture.md`]);
  });
});
