import { z } from 'zod';
import { CannotStart } from './cannot-start.js';

/** 'true' or 'false' as an environment variable spells it. */
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** Hours, comma-separated; none at all is written as 0. */
const hoursList = z
  .string()
  .transform((value) => value.split(',').map(Number))
  .refine((hours) => hours.every((each) => Number.isInteger(each) && each >= 0 && each <= 720), {
    error: 'expected whole hours from 0 to 720, comma-separated',
  })
  .transform((hours) => hours.filter((each) => each > 0));
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const url = (...schemes: string[]) =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), {
    error: `expected a URL beginning with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

/**
 * Every setting of the service: its name in the environment, its form and its default. `.env.example` lists the same
 * names; the architecture spec holds the two together.
 */
export const configSchema = z.object({
  PORT: wholeNumber(1, 65535).default(3000),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(20),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().min(3).default('Motorpool <motorpool@localhost>'),
  SECRET_KEY: z
    .string()
    .optional()
    .transform((value) => value?.split(',').map((key) => key.trim()))
    .refine((keys) => keys?.every((key) => key.length >= 32) ?? true, {
      error: 'expected at least 32 characters in each comma-separated key',
    }),
  DATA_DIR: z.string().min(1).default('.data'),
  BOOTSTRAP_ADMIN_EMAIL: z.email().optional(),
  BOOTSTRAP_ADMIN_PASSWORD: z.string().min(8).optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INBOX_PORT: wholeNumber(0, 65535).default(3080),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean)),
  PASSWORD_MIN_LENGTH: wholeNumber(8, 64).default(15),
  SESSION_REMEMBER_DAYS: wholeNumber(1, 30).default(23),
  SESSION_IDLE_MINUTES: wholeNumber(1, 120).default(10),
  VERIFICATION_LINK_HOURS: wholeNumber(1, 24).default(24),
  RESET_LINK_MINUTES: wholeNumber(5, 60).default(60),
  INVITATION_LINK_DAYS: wholeNumber(1, 30).default(7),
  SIGN_IN_FAILURES_PER_ACCOUNT: wholeNumber(10, 100).default(50),
  SIGN_IN_FAILURES_PER_ADDRESS: wholeNumber(10, 100_000).default(200),
  SIGN_IN_FAILURES_UNPAUSED: wholeNumber(3, 100).default(5),
  PUBLIC_FORMS_PER_HOUR: wholeNumber(10, 1_000_000).default(300),
  PASSKEY_CEREMONIES_PER_HOUR: wholeNumber(10, 1_000_000).default(2_000),
  MAILED_LINKS_PER_HOUR: wholeNumber(1, 1_000).default(3),
  SIGN_IN_HISTORY_DAYS: wholeNumber(1, 3_650).default(180),
  // Longer than events are kept: one that is told again finds the mail that it has written.
  MAIL_HISTORY_DAYS: wholeNumber(31, 3_650).default(365),
  UNCONFIRMED_DAYS: wholeNumber(2, 365).default(30),
  BOOKING_REMINDER_HOURS: wholeNumber(0, 168).default(24),
  WEBHOOK_TARGETS: z.enum(['public', 'any']).default('public'),
  CALENDAR_READS_PER_HOUR: wholeNumber(10, 1_000_000).default(600),
  APPROVAL_REMINDER_HOURS: hoursList.default([24, 2]),
  WAITING_OFFER_MINUTES: wholeNumber(1, 1_440).default(30),
  SPENT_LINK_DAYS: wholeNumber(1, 365).default(30),
  SSO_ISSUER: url('http:', 'https:')
    .refine((value) => value.startsWith('https:') || LOOPBACK.includes(new URL(value).hostname), {
      error: 'expected https, unless the provider is on this machine',
    })
    .optional(),
  SSO_CLIENT_ID: z.string().max(255).optional(),
  SSO_CLIENT_SECRET: z.string().max(1024).optional(),
  SSO_ONLY: flag.default(false),
  OPENID_KEY_DAYS: wholeNumber(1, 365).default(90),
  OPENID_REFRESH_GRACE_SECONDS: wholeNumber(0, 30).default(5),
  OPENID_PRIVATE_LOGOUT_TARGETS: z.enum(['refuse', 'allow']).default('refuse'),
});

export type Settings = z.output<typeof configSchema>;

/** The settings of the running process; injected by its class. */
export abstract class Config {
  abstract readonly values: Readonly<Settings>;
  /** The origin that links in mails and pages carry, without a slash at the end. */
  abstract readonly publicUrl: string;
  abstract readonly databaseUrl: string;
  abstract readonly smtpUrl: string;
  /** Newest first: the first key seals, every key opens. */
  abstract readonly secretKeys: readonly string[];
}

export class ConfigError extends CannotStart {}

/**
 * The settings of the environment, with `given` for what the operator left out.
 *
 * @throws ConfigError naming each wrong setting and what is expected of it
 */
export function readSettings(given: Record<string, string> = {}, env: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const parsed = configSchema.safeParse({ ...given, ...Object.fromEntries(present) });
  if (parsed.success) return ensureSsoIsWhole(parsed.data);
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

/**
 * The settings of a process that serves: those of the environment, and what embedded parts supply.
 *
 * @throws ConfigError naming each setting that is wrong or missing
 */
export function loadConfig(given: Record<string, string> = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const values = readSettings(given, env);
  return {
    values,
    publicUrl: new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).origin,
    databaseUrl: required('DATABASE_URL', values.DATABASE_URL),
    smtpUrl: required('SMTP_URL', values.SMTP_URL),
    secretKeys: required('SECRET_KEY', values.SECRET_KEY),
  };
}

/** @throws ConfigError where an organisation would be left without any way to sign in, or with half of one */
function ensureSsoIsWhole(values: Settings): Settings {
  const { SSO_ISSUER, SSO_CLIENT_ID, SSO_ONLY } = values;
  if (SSO_ISSUER !== undefined) required('SSO_CLIENT_ID', SSO_CLIENT_ID);
  else if (SSO_CLIENT_ID !== undefined || SSO_ONLY) required('SSO_ISSUER', SSO_ISSUER);
  return values;
}

function required<T>(name: keyof Settings, value: T | undefined): T {
  if (value === undefined) throw new ConfigError(`${name}: it is required here; see .env.example`);
  return value;
}
