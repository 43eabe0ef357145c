import { z } from 'zod';
import { type Issue, issueWords } from './issue-words.js';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error!.issues.map((issue) => issueWords(issue as Issue));

describe('what is said of a wrong field', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['is required', z.string(), undefined],
    ['is required', z.uuid(), undefined],
    ['is required', z.string().min(1), ''],
    ['must be at most 3 characters', z.string().max(3), 'four'],
    ['must be at least 2 characters', z.string().min(2), 'x'],
    ['must be at most 200', z.number().max(200), 201],
    ['must be at least 2 entries', z.array(z.string()).min(2), ['x']],
    ['must not be empty', z.array(z.string()).min(1), []],
    ['must be an id', z.uuid(), 'nonsense'],
    ['must be red', z.string().refine((text) => text === 'red', 'must be red'), 'blue'],
    ['needs a colour', z.string().min(2, 'needs a colour'), 'x'],
  ])('%s', (words, schema, value) => {
    expect(said(schema, value)).toEqual([words]);
  });
});
