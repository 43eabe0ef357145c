import tseslint from 'typescript-eslint';

/** A note for later must say which rule of the domain it waits for, so that it can be found and closed. */
const todoNamesARule = {
  meta: { type: 'suggestion', messages: { nameless: 'A {{word}} names the rule that it belongs to, such as BK-12.' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const word = /\b(?:TODO|FIXME)\b/.exec(comment.value)?.[0];
        if (word && !/\b[A-Z]{2}-\d+\b/.test(comment.value)) {
          context.report({ loc: comment.loc, messageId: 'nameless', data: { word } });
        }
      }
    },
  }),
};

const noNestShortcuts = {
  paths: [
    {
      name: '@nestjs/common',
      importNames: ['forwardRef'],
      message: 'Rule 4: a cycle is cut by an event, not by forwardRef.',
    },
    {
      name: '@nestjs/typeorm',
      importNames: ['InjectRepository'],
      message: 'Rule 6: rows are loaded and saved in the unit of work.',
    },
  ],
  patterns: [
    {
      regex: '^(node:)?process$',
      importNames: ['env'],
      message: 'Rule 11: settings come from Config (src/platform/config).',
    },
  ],
};

const noHttpExceptions = {
  group: ['@nestjs/common', '@nestjs/common/**'],
  importNamePattern: 'Exception$',
  message: 'Rule 10: throw a DomainError; the filter in src/platform/http makes the answer of it.',
};

const constructorTakesFive = {
  selector: 'MethodDefinition[kind="constructor"] > .value[params.length>5]',
  message: 'Rule 13: a constructor takes 5 things at most; what needs more is two things.',
};

const NO_IO = 'Rule 12: commands and listeners write rows; what speaks to the world is a job or an adapter.';

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', 'test/output/', '.data/', 'console/src/api/schema.d.ts', '.build/client/examples/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  tseslint.configs.recommended,
  {
    plugins: { local: { rules: { 'todo-names-a-rule': todoNamesARule } } },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-async-promise-executor': 'error',
      'no-cond-assign': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-control-regex': 'error',
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-misleading-character-class': 'error',
      'no-promise-executor-return': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'local/todo-names-a-rule': 'error',
      // An interface that only extends another gives a type its glossary word.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Off on purpose: a type-only import of an injected class erases the metadata that Nest injects by.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // `return promise` inside try leaves the catch and the finally behind: a transaction would close too early.
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    },
  },
  {
    files: ['{src,migrations,test,bench,console}/**'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', constructorTakesFive],
    },
  },
  // An aggregate with all its verbs stays in one file.
  {
    files: ['src/*/domain/**'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }] },
  },
  {
    files: ['{src,migrations}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { ...noNestShortcuts, patterns: [...noNestShortcuts.patterns, noHttpExceptions] },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Rule 11: settings come from Config (src/platform/config).',
        },
      ],
    },
  },
  {
    // `globalThis.process` would get round the property above.
    files: ['{src,migrations}/**'],
    ignores: ['src/platform/config/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        constructorTakesFive,
        {
          selector: 'MemberExpression[object.name=/^(?:globalThis|global)$/][property.name="process"]',
          message: 'Rule 11: settings come from Config (src/platform/config).',
        },
      ],
    },
  },
  {
    files: ['src/*/{domain,use-cases,listeners,mails}/**'],
    ignores: ['src/platform/**', 'src/identity/use-cases/single-sign-on/bounded-fetch.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: NO_IO }, { name: 'WebSocket', message: NO_IO }],
    },
  },
  // The filter is where Nest's own refusals (an unknown route, a body that is not JSON) are turned into problems.
  { files: ['src/platform/http/**'], rules: { 'no-restricted-imports': ['error', noNestShortcuts] } },
  { files: ['src/platform/config/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
