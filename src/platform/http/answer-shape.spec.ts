import fc from 'fast-check';
import { z } from 'zod';
import { shaped } from './answer-shape.js';
import { id, instantOut } from './schemas.js';

const Person = z.object({ id, name: z.string(), email: z.email().nullable() });
const Answer = z.object({
  items: z.array(
    z.object({
      id,
      state: z.enum(['pending', 'confirmed']),
      kind: z.literal('booking'),
      start: instantOut,
      returnedAt: instantOut.nullable(),
      version: z.int(),
      share: z.number(),
      isMine: z.boolean(),
      note: z.string().optional(),
      booker: Person,
      fields: z.record(z.string(), z.string()),
      value: z.union([z.string(), z.int()]).nullable(),
      few: z.array(z.string()).max(3),
    }),
  ),
  next: z.string().nullable(),
});

const person = fc.record({
  id: fc.uuid(),
  name: fc.string(),
  email: fc.constantFrom('ada@fleet.example', null),
  secret: fc.string(),
});
const time = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true });
const item = fc.record(
  {
    id: fc.uuid(),
    state: fc.constantFrom('pending', 'confirmed'),
    kind: fc.constant('booking'),
    start: fc.oneof(
      time,
      time.map((at) => at.toISOString()),
    ),
    returnedAt: fc.option(time),
    version: fc.nat(),
    share: fc.double({ noNaN: true, noDefaultInfinity: true }),
    isMine: fc.boolean(),
    note: fc.string(),
    booker: person,
    fields: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
    value: fc.option(fc.oneof(fc.string(), fc.integer())),
    few: fc.array(fc.string(), { maxLength: 3 }),
    passwordHash: fc.string(),
  },
  {
    requiredKeys: [
      'id',
      'state',
      'kind',
      'start',
      'returnedAt',
      'version',
      'share',
      'isMine',
      'booker',
      'fields',
      'value',
      'few',
    ],
  },
);
const answers = fc.record({ items: fc.array(item, { maxLength: 4 }), next: fc.option(fc.string()), total: fc.nat() });

describe('the shape of an answer', () => {
  const shape = (answer: unknown) => shaped(Answer, answer);

  it('is what the schema makes of it, whatever else the result has', () => {
    fc.assert(fc.property(answers, (answer) => expect(shape(answer)).toEqual(Answer.parse(answer))));
  });

  it('refuses what the schema refuses: a member that is missing or of another kind', () => {
    const one = fc.tuple(
      answers.filter(({ items }) => items.length > 0),
      fc.constantFrom(...Object.keys(Answer.shape.items.element.shape)),
      fc.constantFrom(undefined, null, 7.5, Number.NaN, {}, [], 'other', [1], ['a', 'b', 'c', 'd'], true),
    );
    fc.assert(
      fc.property(one, ([answer, name, wrong]) => {
        const spoilt = { ...answer, items: answer.items.map((each) => ({ ...each, [name]: wrong })) };
        // Of a text, an id or a time it does not ask the format: it came out of the database.
        const isText = typeof wrong === 'string' && !['state', 'kind'].includes(name);
        const { success } = Answer.safeParse(spoilt);
        if (success) expect(shape(spoilt)).toEqual(Answer.parse(spoilt));
        else if (!isText) expect(() => shape(spoilt)).toThrow(z.ZodError);
      }),
    );
  });

  it('says where in the answer something is wrong', () => {
    const told = () => shape({ items: [], next: 7 });
    expect(told).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: ['next'] })] }));
  });

  it('reads what an entity says by its getters', () => {
    class Entity {
      get id(): string {
        return '0190c1a2-0000-7000-8000-000000000000';
      }
      get name(): string {
        return 'Ada';
      }
      readonly email = null;
      readonly passwordHash = 'secret';
    }
    expect(shaped(Person, new Entity())).toEqual({ id: new Entity().id, name: 'Ada', email: null });
  });
});
